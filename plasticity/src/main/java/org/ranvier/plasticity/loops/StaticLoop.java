package org.ranvier.plasticity.loops;

import java.util.List;
import java.util.Optional;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.ExactPlasticKernel;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.state.StatePort;

/** Delivers weights that do not change, times the factor of transmission. */
final class StaticLoop extends LoopKernel {
  private final boolean random;
  private final Chance chance;

  StaticLoop(Transmission.OnGrid transmission, boolean random, Chance chance) {
    super(new Decay[0], transmission, false);
    this.random = random;
    this.chance = chance;
  }

  /** Nothing: all that the rule keeps is kept of sources, targets and synapses. */
  @Override
  public void state(StatePort port) {}

  /** There is nothing to halt. */
  @Override
  public boolean heeds(Halts halts) {
    return true;
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double gain = gain(e);
    if (random) {
      chance.begin(e);
      for (int q = e.begin; q < e.end; q++) {
        int i = s.target(q);
        input[base + i] += chance.transmits(q, i, gain) ? (float) s.weight(q) : 0;
      }
      return;
    }
    for (int q = e.begin; q < e.end; q++) {
      input[base + s.target(q)] += (float) (s.weight(q) * gain);
    }
  }

  @Override
  public void catchUp(PlasticSynapses synapses, PreEvent event, int until) {}

  /** The rule of weights that do not change. */
  record Rule(Transmission transmission) implements PlasticRule {
    @Override
    public List<Column> sourceVariables() {
      return SourceVariables.of(0, transmission);
    }

    @Override
    public PlasticKernel kernel(Context context) {
      return new StaticLoop(
          transmission.on(context.grid()), transmission.isRandom(),
          new Chance(context.seed(), context.projection(), context.firstTarget()));
    }

    @Override
    public Optional<String> needsGrid() {
      return Optional.empty();
    }

    @Override
    public ExactPlasticKernel exact(ExactPlasticKernel.Context c) {
      return new ExactStaticLoop(
          transmission.inTime(), transmission.isRandom(), new ExactChance(c.seed(), c.projection(), c.firstTarget(), c.delays()));
    }
  }
}
