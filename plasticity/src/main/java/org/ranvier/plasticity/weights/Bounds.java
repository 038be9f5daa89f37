package org.ranvier.plasticity.weights;

import org.ranvier.simulator.RanvierException;

/**
 * Hard bounds of a weight's magnitude; soft ones are a matter of the {@link WeightDependence}.
 *
 * @param min least, −∞ for none
 * @param max largest, ∞ for none
 */
public record Bounds(double min, double max) {
  /** The weight keeps its sign (Dale's principle) and has no upper bound. */
  public static final Bounds SIGN = new Bounds(0, Double.POSITIVE_INFINITY);

  /** None at all: an excitatory synapse may become inhibitory. */
  public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Bounds {
    if (!(min < max)) {
      throw new RanvierException("bounds of the weight: the least, " + min + ", must be below the largest, " + max);
    }
  }

  /** From 0 to {@code max}. */
  public static Bounds upTo(double max) {
    return new Bounds(0, max);
  }

  /** Whether the weight keeps its sign. */
  public boolean keepSign() {
    return min >= 0;
  }

  /** The nearest allowed weight. */
  public double nearest(double w) {
    return of(w);
  }

  /** The nearest allowed weight. */
  double of(double w) {
    double atLeast = w > min ? w : min;
    return atLeast < max ? atLeast : max;
  }

  /** The nearest allowed weight of 4 bytes. */
  float of(float w) {
    float atLeast = Math.max(w, (float) min);
    return max == Double.POSITIVE_INFINITY ? atLeast : Math.min(atLeast, (float) max); // vectorised by the JIT, which the comparisons above are not
  }
}
