package org.ranvier.networks.plan;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

/** A parameter of neurons that gets other values at a time. */
public record ChangePlan(Quantity<Time> time, NeuronsPlan neurons, String parameter, Distribution<?> values) {
  /** Names it in messages. */
  public String where() {
    return "population '" + neurons.population() + "' at " + Units.text(time);
  }
}
