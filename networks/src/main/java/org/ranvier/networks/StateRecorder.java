package org.ranvier.networks;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.building.RecorderSpecs;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * Samples state variables of chosen neurons at an interval, or at their own spikes. The name of a receptor stands for the sum of the weights
 * that arrive there in the step that a sample ends, whether from synapses or stimuli.
 */
public final class StateRecorder {
  private static final String MEND = "samples are taken either at an interval or at spikes: leave one of them out, or add a second recorder";
  private static final Quantity<Time> UNTOLD = Units.ms(1);

  private final Draft draft;
  private RecorderPlan.States plan;

  StateRecorder(Draft draft, Neurons neurons, List<String> variables) {
    this.draft = draft;
    plan = new RecorderPlan.States(neurons.plan(), variables, UNTOLD, false);
    RecorderSpecs.requireVariables(plan, Population.group(neurons).population());
  }

  private StateRecorder with(RecorderPlan.States changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** Sets the interval, a multiple of the resolution. */
  public StateRecorder every(Quantity<Time> interval) {
    draft.requireUnsaid(plan.interval() == null, plan.where(), ".onSpikes()", ".every(…)", MEND);
    return with(plan.interval(interval));
  }

  /** Samples each neuron at its own spikes: the values after the step in which it fires, reset included. */
  public StateRecorder onSpikes() {
    draft.requireUnsaid(plan.interval() != null && plan.interval() != UNTOLD, plan.where(), ".every(…)", ".onSpikes()", MEND);
    requireNoStart(plan.fromStart());
    return with(plan.interval(null));
  }

  /** Takes the state at the start of the simulation as the first sample, at 0 ms. */
  public StateRecorder fromStart() {
    requireNoStart(plan.interval() == null);
    return with(plan.beginningAtStart());
  }

  private void requireNoStart(boolean refused) {
    if (refused) {
      throw new RanvierException(plan.where() + ": .fromStart() and .onSpikes() exclude each other, for no neuron fires at 0 ms; leave one of them out");
    }
  }

  /** Takes all that a plan says besides neurons and variables, by the verbs of a script: what they refuse is refused. */
  void as(RecorderPlan.States said) {
    if (said.interval() == null) {
      onSpikes();
    } else {
      every(said.interval());
    }
    if (said.fromStart()) {
      fromStart();
    }
  }

  /** One that is added as a simulation goes on. */
  static StateRecorder live(Draft draft, Neurons neurons, @Nullable Quantity<Time> interval, String... variables) {
    var recorder = new StateRecorder(draft, neurons, List.of(variables));
    recorder.plan = recorder.plan.interval(interval);
    return recorder;
  }

  RecorderPlan.States plan() {
    return plan;
  }
}
