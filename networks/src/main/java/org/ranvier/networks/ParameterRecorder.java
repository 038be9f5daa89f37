package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;

/** Samples a parameter of chosen neurons at an interval: one that is adapted, modulated, or changed at times. */
public final class ParameterRecorder {
  private final Draft draft;
  private RecorderPlan.Parameters plan;

  ParameterRecorder(Draft draft, Neurons neurons, String parameter) {
    this.draft = draft;
    draft.requireOpen();
    String known = Population.member(draft, neurons).population().parameter(parameter).name();
    plan = new RecorderPlan.Parameters(neurons.plan(), known, Units.ms(100));
  }

  /** Sets the interval, a multiple of the resolution; every 100 ms unless told otherwise. */
  public ParameterRecorder every(Quantity<Time> interval) {
    draft.requireOpen();
    plan = plan.interval(interval);
    return this;
  }

  RecorderPlan.Parameters plan() {
    return plan;
  }
}
