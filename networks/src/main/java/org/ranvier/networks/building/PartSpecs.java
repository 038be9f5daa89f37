package org.ranvier.networks.building;

import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.time.TimeGrid;

/** One part of a plan, made as a simulation would make it, so that what cannot be is refused as soon as it is described. */
public final class PartSpecs {
  private final NetworkIndex index;
  private final NetworkPlan network;
  private final TimeGrid grid;
  private final long seed;
  private final EngineSpecs specs;

  public PartSpecs(NetworkIndex index, long seed) {
    this.index = index;
    network = index.plan();
    grid = index.grid();
    this.seed = seed;
    specs = new EngineSpecs(index, seed);
  }

  /** Refuses a part as a simulation would; what it names may be described later. */
  public void check(Record part) {
    switch (part) {
      case PopulationPlan p -> population(p);
      case ProjectionPlan p -> projection(index.connection(p));
      case PoissonPlan d -> stimulus(index.population(d.target().population()), PoissonSpecs.of(d, index, seed));
      case CurrentPlan c -> stimulus(index.population(c.target().population()), CurrentSpecs.of(c, index, seed));
      case NoisePlan n -> NoiseSpecs.of(n, index, specs.population(index.population(n.target().population())).dynamics());
      case LowRankPlan l -> {
        var lowRank = new LowRankSpecs(l, index);
        if (l.plasticity() == null || areKnown(l.plasticity().rule())) {
          lowRank.requireModulators(specs.modulation());
        }
        lowRank.parts(index, specs.modulation());
      }
      case RecorderPlan.States r -> RecorderSpecs.of(r, index);
      case RecorderPlan.Modulation r -> specs.modulation().probe(r);
      case RecorderPlan.Parameters r -> RecorderSpecs.intervalSteps(r.interval(), r.where(), grid);
      case RecorderPlan.Weights r -> weights(r);
      case ReadoutPlan r -> ReadoutSpecs.of(r, index, seed);
      case NeuromodulatorPlan m -> specs.modulation().plan(m);
      case NeuroreceptorPlan r -> receptor(r);
      case ChangePlan c -> {
        specs.population(index.population(c.neurons().population()));
        specs.parameters().plan(ParameterChanges.step(c, grid), c);
      }
      case UpkeepPlan u -> {
        if (u instanceof UpkeepPlan.Adapting adapting) {
          specs.population(index.population(adapting.neurons().population()));
        }
        UpkeepRules.check(u, index, specs.parameters());
      }
      default -> throw new IllegalArgumentException(part.toString());
    }
  }

  private void population(PopulationPlan p) {
    if (specs.population(p).dynamics() instanceof KernelFactory onGrid) {
      if (specs.times().model(p) instanceof SpikeTimes listed) {
        listed.check(p.where(), grid);
      } else if (p.model().receptors().isEmpty()) { // a source: it looks at its times only as it begins
        onGrid.create(slice(p, p.size()));
      }
    }
  }

  /** Looks at a course in time, which a stimulus does only as it begins. */
  private void stimulus(PopulationPlan target, StimulusSpec stimulus) {
    if (stimulus.maker() instanceof InputKernel.Factory onGrid) {
      onGrid.create(slice(target, 1));
    }
  }

  private SliceContext slice(PopulationPlan p, int size) {
    int receptors = p.model().receptors().size();
    int[] bases = new int[receptors];
    Arrays.setAll(bases, r -> r * size);
    return new SliceContext(
        p.where(), 0, size, size, seed, grid, new float[receptors * size], bases, new double[size], new double[receptors * size], List.of(), () -> false);
  }

  /** Whether the modulators and readouts that a rule names have been described by now. */
  private boolean areKnown(LearningRule rule) {
    return network.modulators().stream().map(NeuromodulatorPlan::name).toList().containsAll(rule.modulators())
        && network.readouts().stream().map(ReadoutPlan::name).toList().containsAll(rule.readouts());
  }

  private void projection(Connection p) {
    LearningRule rule = p.learning();
    boolean known = areKnown(rule);
    if (p.isPlastic() || p.coupling().isPresent()) {
      specs.population(p.target().population());
    }
    if (!p.isPlastic()) {
      specs.projection(p);
    } else if (known) {
      specs.plastic(p);
    } else {
      specs.ofSpikes(p);
    }
  }

  private void receptor(NeuroreceptorPlan r) {
    specs.modulation().plan(r);
    for (NeuroreceptorPlan.Action a : r.actions()) {
      if (a instanceof NeuroreceptorPlan.Intrinsic i) {
        specs.population(index.population(i.neurons().population()));
      }
    }
    specs.modulation().stimuli(specs.parameters());
  }

  private void weights(RecorderPlan.Weights r) {
    RecorderSpecs.requireLasting(r, network.upkeep());
    if (r.interval() != null) {
      RecorderSpecs.intervalSteps(r.interval(), r.where(), grid);
      Connection projection = index.connection(r.projection());
      if (!projection.isPlastic()) {
        throw projection.notPlastic();
      }
      specs.population(projection.target().population());
      projection.column(specs.plastic(projection).rule(), r.variable() == null ? "weight" : r.variable());
    }
  }
}
