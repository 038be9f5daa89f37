package org.ranvier.plasticity.kinetics;

/**
 * The principal branch of Lambert's W function, {@code W(x)·e^W(x) = x} (Corless et al. 1996, doi:10.1007/BF02124750).
 */
public final class LambertW {
  private static final double BRANCH_POINT = -Math.exp(-1);

  private LambertW() {}

  /**
   * {@code W(x)}.
   *
   * @param x at least {@code -1/e}; values that rounding has put slightly below count as it
   */
  public static double of(double x) {
    if (x > 0) {
      return ofExp(Math.log(x));
    }
    if (x == 0 || Double.isNaN(x)) {
      return x;
    }
    double toBranch = x - BRANCH_POINT;
    if (toBranch <= 0) {
      return -1;
    }
    // Near the branch point W is a series in p = sqrt(2(ex + 1)); Halley's iteration makes the start exact.
    double p = Math.sqrt(2 * Math.E * toBranch);
    double w = x > -0.2 ? x * (1 - x) : -1 + p * (1 - p * (1.0 / 3 - p * 11.0 / 72));
    for (int k = 0; k < 20; k++) {
      double e = Math.exp(w);
      double f = w * e - x;
      double step = f / (e * (w + 1) - (w + 2) * f / (2 * w + 2));
      if (!Double.isFinite(step)) {
        break; // at the branch point
      }
      w -= step;
      if (Math.abs(step) <= 1e-16 * Math.abs(w)) {
        break;
      }
    }
    return Math.max(-1, w);
  }

  /** {@code W(e^log)}: the root of {@code w + ln w = log}, also where {@code e^log} overflows. */
  public static double ofExp(double log) {
    if (log < -36) {
      return Math.exp(log); // the next term of the series, -e^(2·log), is below a rounding error
    }
    double w = log > 1 ? log - Math.log(log) : Math.exp(log) / (1 + Math.exp(log));
    for (int k = 0; k < 20; k++) {
      double next = w * (1 + log - Math.log(w)) / (1 + w);
      double change = Math.abs(next - w);
      w = next;
      if (change <= 2e-16 * w) {
        break;
      }
    }
    return w;
  }
}
