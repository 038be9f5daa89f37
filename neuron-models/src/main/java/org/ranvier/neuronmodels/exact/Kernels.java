package org.ranvier.neuronmodels.exact;

/**
 * Responses of a leaky membrane with rate {@code α} to a unit current that begins at time 0, divided by the capacitance, without the
 * singularity that the usual formulas have where the time constants agree.
 *
 * <ul>
 *   <li>{@link #exponential}: {@code ∫₀ᵗ e^(-α(t-s))·e^(-βs) ds = (e^(-βt) - e^(-αt))/(α - β)}
 *   <li>{@link #ramp}: {@code ∫₀ᵗ e^(-α(t-s))·s·e^(-βs) ds = t·e^(-βt)/δ - (e^(-βt) - e^(-αt))/δ²}, where {@code δ = α - β}
 * </ul>
 */
final class Kernels {
  private static final int TERMS = 18;
  private static final double SMALL = 0.7;

  private Kernels() {}

  static double exponential(double alpha, double beta, double t) {
    double delta = Math.abs(alpha - beta);
    double slow = Math.exp(-Math.min(alpha, beta) * t);
    return delta == 0 ? t * slow : slow * -Math.expm1(-delta * t) / delta;
  }

  /** Time at which {@link #exponential} is largest. */
  static double exponentialPeak(double alpha, double beta) {
    double x = (beta - alpha) / alpha;
    return Math.abs(x) < 1e-300 ? 1 / alpha : Math.log1p(x) / (alpha * x);
  }

  static double ramp(double alpha, double beta, double t) {
    double delta = alpha - beta;
    double slow = Math.exp(-Math.min(alpha, beta) * t);
    double x = Math.abs(delta) * t;
    return slow * t * t * (delta >= 0 ? slowRamp(x) : fastRamp(x));
  }

  /** {@code (x - 1 + e^-x)/x²}. */
  private static double slowRamp(double x) {
    if (x > SMALL) {
      return (x - 1 + Math.exp(-x)) / (x * x);
    }
    double term = 0.5;
    double sum = 0.5;
    for (int n = 1; n < TERMS; n++) {
      term *= -x / (n + 2);
      sum += term;
    }
    return sum;
  }

  /** {@code (1 - (1 + x)·e^-x)/x²}. */
  private static double fastRamp(double x) {
    if (x > SMALL) {
      return (1 - (1 + x) * Math.exp(-x)) / (x * x);
    }
    double term = 0.5; // (-x)^n/(n + 2)!
    double sum = 0.5;
    for (int n = 1; n < TERMS; n++) {
      term *= -x / (n + 2);
      sum += term * (n + 1);
    }
    return sum;
  }
}
