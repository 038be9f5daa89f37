package org.ranvier.networks.plan;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;

/**
 * Noise in a receptor.
 *
 * @param active when it is on; null: always
 */
public record NoisePlan(String name, NeuronsPlan target, @Nullable String receptor, @Nullable Process process, @Nullable ActiveTime active) {
  /** An Ornstein–Uhlenbeck process. */
  public record Process(Quantity<?> mean, Quantity<?> sd, Quantity<Time> timeConstant) {}
}
