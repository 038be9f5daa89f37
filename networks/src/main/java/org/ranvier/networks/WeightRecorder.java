package org.ranvier.networks;

import java.util.BitSet;
import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.EventRecorder;
import org.ranvier.simulator.time.TimeGrid;

/** Samples the weights of a plastic projection at an interval, or at the spikes of their sources. */
public final class WeightRecorder {
  private static final String MEND = "samples are taken either at an interval or at spikes: leave one of them out, or add a second recorder";

  private final Network network;
  private final Projection projection;
  private Quantity<Time> interval = Units.ms(100);
  private boolean onSpikes;
  private final OneOf sampling = new OneOf();
  private @Nullable String variable;
  private @Nullable Neurons sources;
  private @Nullable Neurons targets;

  WeightRecorder(Network network, Projection projection) {
    this.network = network;
    this.projection = projection;
  }

  /** Samples at an interval, a multiple of the resolution; every 100 ms unless told otherwise. */
  public WeightRecorder every(Quantity<Time> interval) {
    network.requireOpen();
    sampling.say(where(), ".every(…)", MEND);
    this.interval = interval;
    return this;
  }

  /** Samples each synapse when a spike of its source is delivered. */
  public WeightRecorder onSpikes() {
    network.requireOpen();
    sampling.say(where(), ".onSpikes()", MEND);
    requireNoChoice(variable != null);
    onSpikes = true;
    return this;
  }

  /** Samples another variable of the rule at the interval; at spikes all are sampled. */
  public WeightRecorder variable(String variable) {
    network.requireOpen();
    requireNoChoice(onSpikes);
    this.variable = variable;
    return this;
  }

  private void requireNoChoice(boolean refused) {
    if (refused) {
      throw new RanvierException(
          where() + ": .variable(…) and .onSpikes() exclude each other, for at spikes all variables are sampled; leave .variable(…) out, or take .every(…)");
    }
  }

  private String where() {
    return "weight recorder of " + projection.where();
  }

  /** Samples synapses of some sources only. */
  public WeightRecorder from(Neurons sources) {
    network.requireOpen();
    requireSame(sources, projection.source());
    this.sources = sources;
    return this;
  }

  /** Samples synapses on some targets only. */
  public WeightRecorder to(Neurons targets) {
    network.requireOpen();
    requireSame(targets, projection.target());
    this.targets = targets;
    return this;
  }

  private void requireSame(Neurons given, Neurons end) {
    if (given.population() != end.population()) {
      throw new RanvierException(
          "weight recorder of " + projection.where() + ": population '" + given.population().name()
              + "' is not at that end of it; name neurons of '" + end.population().name() + "'");
    }
  }

  RecorderPlan plan() {
    return new RecorderPlan.Weights(
        projection.name(), onSpikes ? null : interval, variable, sources == null ? null : sources.plan(), targets == null ? null : targets.plan());
  }

  Projection projection() {
    return projection;
  }

  String variable() {
    return variable == null ? "weight" : variable;
  }

  boolean isOnSpikes() {
    return onSpikes;
  }

  long intervalSteps(TimeGrid grid) {
    String what = "weight recorder of " + projection.where() + ": interval";
    long steps = grid.steps(Units.in(Units.MILLISECOND, interval, what), what, 1, "");
    if (steps < 1) {
      throw new RanvierException(what + " " + Units.text(interval) + " must be at least the resolution "
          + TimeGrid.trim(grid.resolutionMs()) + " ms");
    }
    return steps;
  }

  /** Refuses to sample synapses at an interval that may be gone by then. */
  WeightRecorder requireLasting(List<Upkeep> upkeep) {
    for (Upkeep u : upkeep) {
      if (!onSpikes && u instanceof Rewiring r && r.projection() == projection) {
        throw new RanvierException(
            "weight recorder of " + projection.where() + ": its synapses come and go, so there is no series of samples for each; record .onSpikes(), or"
                + " read Simulation.weights between runs");
      }
    }
    return this;
  }

  EventRecorder.Choice choice() {
    BitSet from = bits(sources);
    BitSet to = bits(targets);
    boolean all = sources == null;
    boolean everywhere = targets == null;
    return (source, target) -> (all || from.get(source)) && (everywhere || to.get(target));
  }

  private static BitSet bits(@Nullable Neurons neurons) {
    var bits = new BitSet();
    if (neurons != null) {
      for (int i : neurons.set().toArray()) {
        bits.set(i);
      }
    }
    return bits;
  }
}
