package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Samples the weights of a plastic projection at an interval, or at the spikes of their sources. */
public final class WeightRecorder {
  private static final String MEND = "samples are taken either at an interval or at spikes: leave one of them out, or add a second recorder";
  private static final Quantity<Time> UNTOLD = Units.ms(100);

  private final Draft draft;
  private final Projection projection;
  private RecorderPlan.Weights plan;

  WeightRecorder(Draft draft, Projection projection) {
    this.draft = draft;
    this.projection = projection;
    plan = new RecorderPlan.Weights(projection.name(), UNTOLD, null, null, null);
  }

  private WeightRecorder with(RecorderPlan.Weights changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** Samples at an interval, a multiple of the resolution; every 100 ms unless told otherwise. */
  public WeightRecorder every(Quantity<Time> interval) {
    draft.requireUnsaid(plan.interval() == null, plan.where(), ".onSpikes()", ".every(…)", MEND);
    return with(plan.interval(interval));
  }

  /** Samples each synapse when a spike of its source is delivered. */
  public WeightRecorder onSpikes() {
    draft.requireUnsaid(plan.interval() != null && plan.interval() != UNTOLD, plan.where(), ".every(…)", ".onSpikes()", MEND);
    requireNoChoice(plan.variable() != null);
    return with(plan.interval(null));
  }

  /** Samples another variable of the rule at the interval; at spikes all are sampled. */
  public WeightRecorder variable(String variable) {
    requireNoChoice(plan.interval() == null);
    return with(plan.variable(variable));
  }

  private void requireNoChoice(boolean refused) {
    if (refused) {
      throw new RanvierException(
          plan.where() + ": .variable(…) and .onSpikes() exclude each other, for at spikes all variables are sampled; leave .variable(…) out, or take .every(…)");
    }
  }

  /** Samples synapses of some sources only. */
  public WeightRecorder from(Neurons sources) {
    requireSame(sources, projection.source());
    return with(plan.from(sources.plan()));
  }

  /** Samples synapses on some targets only. */
  public WeightRecorder to(Neurons targets) {
    requireSame(targets, projection.target());
    return with(plan.to(targets.plan()));
  }

  private void requireSame(Neurons given, Neurons end) {
    if (given.population() != end.population()) {
      throw new RanvierException(
          plan.where() + ": population '" + given.population().name() + "' is not at that end of it; name neurons of '" + end.population().name() + "'");
    }
  }

  /** Takes the interval of a plan, and the variable, by the verbs of a script: what they refuse is refused. */
  WeightRecorder as(RecorderPlan.Weights said) {
    if (said.interval() == null) {
      onSpikes();
    } else {
      every(said.interval());
    }
    given(said.variable(), this::variable);
    return this;
  }

  RecorderPlan.Weights plan() {
    return plan;
  }
}
