package org.ranvier.plasticity.homeostasis;

import org.ranvier.simulator.RanvierException;

/**
 * Intrinsic plasticity: a parameter of a neuron that changes with its rate r until that is a target r₀. Added to, as a threshold
 * (Zhang & Linden 2003, doi:10.1038/nrn1248; Lazar, Pipa & Triesch 2009, doi:10.3389/neuro.10.023.2009), or multiplied, as a gain:
 *
 * <pre>{@code dp/dt = η·(r - r₀)      or      dp/dt = η·p·(r - r₀),      least ≤ p ≤ largest}</pre>
 *
 * @param targetHz r₀ in spikes/s
 * @param eta η: change for a spike too many, in the parameter's unit or as a part of its value
 * @param relative whether as a part of its value
 * @param least bound
 * @param largest bound
 */
public record Adaptation(double targetHz, double eta, boolean relative, double least, double largest) {
  public Adaptation {
    if (!(targetHz >= 0 && targetHz < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("intrinsic plasticity: a target of " + targetHz + " Hz must be 0 or above");
    }
    if (!(Double.isFinite(eta) && eta != 0)) {
      throw new RanvierException("intrinsic plasticity: a change of " + eta + " for a spike must be finite and not 0");
    }
    if (!(least < largest)) {
      throw new RanvierException("intrinsic plasticity: the least value, " + least + ", must be below the largest, " + largest);
    }
  }

  /**
   * A parameter after an interval.
   *
   * @param integral of the rate over it, in spikes
   */
  public double of(double p, double integral, double intervalMs) {
    double many = integral - targetHz * intervalMs / 1000;
    double next = relative ? p * StrictMath.exp(eta * many) : p + eta * many;
    return Math.clamp(next, least, largest);
  }

  @Override
  public String toString() {
    return "towards " + targetHz + " Hz, " + (relative ? "× (1 + " + eta + ")" : "+ " + eta) + " a spike, within [" + least + ", " + largest + "]";
  }
}
