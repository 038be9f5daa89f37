package org.ranvier.neuronmodels.exact;

import org.apache.commons.math3.special.Gamma;

/**
 * The share of the leak in a potential that a decaying conductance pulls elsewhere,
 *
 * <pre>H_r(x) = r·∫₀^∞ e^(-r·s)·e^(-x·(e^s - 1)) ds = r·x^r·e^x·Γ(-r, x),   r > 0, x >= 0,</pre>
 *
 * which falls from 1 at {@code x = 0} as {@code r/x}, and satisfies {@code x·H' = (r + x)·H - r}.
 *
 * <p>Computed to a few 1e-14, relative, just below {@code x = 1}, and to some units of the last place elsewhere: for {@code x >= 1} by
 * Legendre's continued fraction of {@code Γ(-r, x)}, which converges for every {@code r}; below by
 * the series for the {@code r} between -1/2 and 1/2 that differs by an integer {@code n}, with the singularities of {@code Γ(-r)} and {@code x^r/r}
 * taken together, and {@code n} steps of {@code r·K_r = 1 -
 * x·K_(r-1)}, where {@code K_r = H_r/r}. These steps lose nothing as long as {@code x} is small. (The library's incomplete gamma functions are for positive {@code -r}.)
 */
final class LeakShare {
  private static final double EULER = Gamma.GAMMA;
  private static final double ENOUGH = 1e-17;

  private LeakShare() {}

  static double of(double r, double x) {
    if (x <= 0) {
      return 1;
    }
    return r * (x >= 1 ? fraction(r, x) : series(r, x));
  }

  /** {@code K_r}, from the last term to the first, as errors then do not add up: the rest falls as {@code e^(-4·√(n·x))}. */
  private static double fraction(double r, double x) {
    int terms = 8 + (int) (110 / x);
    double b = x + 1 + r + 2 * terms;
    double f = b;
    for (int i = terms; i > 0; i--) {
      b -= 2;
      f = b - i * (i + r) / f;
    }
    return 1 / f;
  }

  private static double series(double r, double x) {
    double n = Math.rint(r);
    double a = n - r; // Γ(a, x), |a| <= 1/2
    double log = Math.log(x);
    double k = Math.exp(x) * (lead(a, log) * Math.exp(-a * log) - rest(a, x));
    for (double m = n - 1; m >= 0; m--) {
      k = (1 - x * k) / (r - m);
    }
    return k;
  }

  /** {@code Γ(a) - x^a/a}. */
  private static double lead(double a, double log) {
    if (a == 0) {
      return -EULER - log;
    }
    double inverse = Gamma.invGamma1pm1(a); // 1/Γ(1 + a) - 1
    return (-inverse / (1 + inverse) - Math.expm1(a * log)) / a;
  }

  /** {@code Σ (-x)^k/(k!·(a + k))} from {@code k = 1} on. */
  private static double rest(double a, double x) {
    double term = 1;
    double sum = 0;
    for (int k = 1; k < 30 && Math.abs(term) > ENOUGH; k++) {
      term *= -x / k;
      sum += term / (a + k);
    }
    return sum;
  }
}
