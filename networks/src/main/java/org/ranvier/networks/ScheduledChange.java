package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
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
  private final Network network;
  private final Quantity<Time> time;

  ScheduledChange(Network network, Quantity<Time> time) {
    this.network = network;
    this.time = time;
  }

  /** Whether it has made this change. */
  boolean made(ParameterChange change) {
    return change.time() == time; // of two changes at one time each has a time of its own
  }

  /** Sets a parameter, for all these neurons alike. */
  public <Q extends Quantity<Q>> ScheduledChange set(Neurons neurons, String parameter, Quantity<Q> value) {
    network.schedule(new ParameterChange(time, neurons, parameter, ParameterChange.constant(neurons, parameter, value)));
    return this;
  }

  /** Sets a parameter that has no unit. */
  public ScheduledChange set(Neurons neurons, String parameter, double value) {
    return set(neurons, parameter, Units.number(value));
  }

  /** Draws a parameter for each of these neurons, or lists it. */
  public ScheduledChange set(Neurons neurons, String parameter, Distribution<?> values) {
    network.schedule(new ParameterChange(time, neurons, parameter, values));
    return this;
  }
}
