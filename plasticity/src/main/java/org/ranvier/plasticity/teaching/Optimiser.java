package org.ranvier.plasticity.teaching;

import org.ranvier.simulator.RanvierException;

/** How a gradient changes what it is the gradient of. */
public sealed interface Optimiser {
  /** Learning rate. */
  double rate();

  /** {@code w ← w - η·g}. */
  record Descent(double rate) implements Optimiser {
    public Descent {
      requireRate(rate);
    }

    @Override
    public String toString() {
      return "gradient descent, rate " + rate;
    }
  }

  /**
   * Adam (Kingma & Ba 2015, arXiv:1412.6980): with means {@code m} of the gradient and {@code v} of its square, {@code w ← w -
   * η·m̂/(√v̂ + ε)}.
   *
   * @param beta1 what is kept of {@code m} at an update
   * @param beta2 what is kept of {@code v}
   */
  record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimiser {
    public Adam {
      requireRate(rate);
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
        throw new RanvierException(
            "Adam: beta1 " + beta1 + " and beta2 " + beta2 + " must be at least 0 and below 1, epsilon " + epsilon
                + " above 0; 0.9, 0.999 and 1e-8 are usual");
      }
    }

    @Override
    public String toString() {
      return "Adam, rate " + rate + ", beta1 " + beta1 + ", beta2 " + beta2 + ", epsilon " + epsilon;
    }
  }

  static Optimiser descent(double rate) {
    return new Descent(rate);
  }

  /** Adam with its usual constants 0.9, 0.999 and 1e-8. */
  static Optimiser adam(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8);
  }

  /** Whether it keeps two means for each weight. */
  default boolean keepsMeans() {
    return this instanceof Adam;
  }

  /**
   * By how much a weight changes at an update.
   *
   * @param means of the weight, from {@code at} on; changed
   * @param update number of the update, from 1
   */
  default double change(double gradient, double[] means, int at, long update) {
    return switch (this) {
      case Descent(double rate) -> -rate * gradient;
      case Adam(double rate, double beta1, double beta2, double epsilon) -> {
        double m = beta1 * means[at] + (1 - beta1) * gradient;
        double v = beta2 * means[at + 1] + (1 - beta2) * gradient * gradient;
        means[at] = m;
        means[at + 1] = v;
        double scale = Math.sqrt(1 - StrictMath.pow(beta2, update)) / (1 - StrictMath.pow(beta1, update));
        yield -rate * scale * m / (Math.sqrt(v) + epsilon * Math.sqrt(1 - StrictMath.pow(beta2, update)));
      }
    };
  }

  private static void requireRate(double rate) {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new RanvierException("learning rate " + rate + " must be 0 or above, and finite");
    }
  }
}
