package org.ranvier.networks;

import java.util.function.Consumer;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.ParameterChanges;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

/**
 * What shall change at a moment of the run. The step that begins at that moment is the first with the new values.
 *
 * <pre>{@code
 * net.at(ms(500)).set(exc, "I_e", pA(100)).set(inh.range(0, 50), "V_th", mV(-48));
 * }</pre>
 */
public final class ScheduledChange {
  private final Draft draft;
  private final Quantity<Time> time;
  private final Consumer<ChangePlan> schedule;

  ScheduledChange(Draft draft, Quantity<Time> time, Consumer<ChangePlan> schedule) {
    this.draft = draft;
    this.time = time;
    this.schedule = schedule;
  }

  /** Whether it has made this change. */
  boolean made(ChangePlan change) {
    return change.time() == time; // of two changes at one time each has a time of its own
  }

  /** Sets a parameter, for all these neurons alike. */
  public <Q extends Quantity<Q>> ScheduledChange set(Neurons neurons, String parameter, Quantity<Q> value) {
    return set(neurons, parameter, ParameterChanges.constant(Population.group(neurons).population(), parameter, value));
  }

  /** Sets a parameter that has no unit. */
  public ScheduledChange set(Neurons neurons, String parameter, double value) {
    return set(neurons, parameter, Units.number(value));
  }

  /** Draws a parameter for each of these neurons, or lists it. */
  public ScheduledChange set(Neurons neurons, String parameter, Distribution<?> values) {
    var change = new ChangePlan(time, neurons.plan(), parameter, values);
    ParameterChanges.check(change, Population.group(neurons));
    draft.requireOpen();
    Population.member(draft, neurons);
    schedule.accept(change);
    return this;
  }
}
