package org.ranvier.plasticity.loops;

import java.util.List;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.Synapses;
import org.ranvier.simulator.plastic.Synapses.Column;

/** Delivers weights that do not change, times the factor of transmission. */
final class StaticLoop extends LoopKernel {
  StaticLoop(Transmission.OnGrid transmission) {
    super(new Decay[0], transmission, false);
  }

  @Override
  public void deliver(Synapses s, PreEvent e, float[] input, int base) {
    double gain = gain(e);
    for (int q = e.begin; q < e.end; q++) {
      double w = s.isWide() ? s.wideWeights()[q] : s.weights()[q];
      int i = s.isNarrow() ? s.narrowTargets()[q] : s.wideTargets()[q];
      input[base + i] += (float) (w * gain);
    }
  }

  @Override
  public void catchUp(Synapses synapses, PreEvent event, int until) {}

  /** The rule of weights that do not change. */
  record Rule(Transmission transmission) implements PlasticRule {
    @Override
    public List<Column> columns() {
      return List.of();
    }

    @Override
    public List<Double> postTausMs() {
      return List.of();
    }

    @Override
    public PlasticKernel kernel(Context context) {
      return new StaticLoop(transmission.on(context.grid()));
    }
  }
}
