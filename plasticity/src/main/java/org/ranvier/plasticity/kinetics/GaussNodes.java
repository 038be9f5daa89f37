package org.ranvier.plasticity.kinetics;

/**
 * The four nodes of Gauss–Legendre quadrature within a step: where the course of a concentration is looked at.
 *
 * <p>Over a step {@code h} the error is {@code 5.6e-10·(h/T)^8} of a course that changes with time constant {@code T}, so a rounding
 * error wherever {@code T} is some steps, and still 1e-9 where it is as short as one.
 */
public final class GaussNodes {
  /** How many there are. */
  public static final int COUNT = 4;

  private static final double INNER = Math.sqrt(3.0 / 7 - 2.0 / 7 * Math.sqrt(6.0 / 5));
  private static final double OUTER = Math.sqrt(3.0 / 7 + 2.0 / 7 * Math.sqrt(6.0 / 5));

  private GaussNodes() {}

  /** Where node {@code q} lies, as a fraction of the step. */
  public static double at(int q) {
    return switch (q) {
      case 0 -> (1 - OUTER) / 2;
      case 1 -> (1 - INNER) / 2;
      case 2 -> (1 + INNER) / 2;
      default -> (1 + OUTER) / 2;
    };
  }

  /** The weight of node {@code q} in the mean over the step. */
  public static double weight(int q) {
    return (18 + (q == 1 || q == 2 ? 1 : -1) * Math.sqrt(30)) / 72;
  }

  /**
   * Weights {@code w} with {@code Σ w[q]·f(node q) = ∫_0^h f(u)·e^(-u/τ) du}; where {@code τ} is below two steps, exact for cubic {@code f}
   * only.
   */
  public static double[] discounting(double stepMs, double tauMs) {
    double[] w = new double[COUNT];
    if (tauMs < 2 * stepMs) {
      int parts = 16 * (int) Math.ceil(Math.min(64, stepMs / tauMs) + 1);
      for (int part = 0; part < parts; part++) {
        for (int k = 0; k < COUNT; k++) {
          double u = (part + at(k)) / parts;
          double kernel = weight(k) / parts * stepMs * Math.exp(-u * stepMs / tauMs);
          for (int q = 0; q < COUNT; q++) {
            w[q] += kernel * lagrange(q, u);
          }
        }
      }
      return w;
    }
    for (int q = 0; q < COUNT; q++) {
      w[q] = weight(q) * stepMs * Math.exp(-at(q) * stepMs / tauMs);
    }
    return w;
  }

  /**
   * Weights with which a rate of production, given at the nodes, has acted until the fraction {@code x} of the step:
   * {@code Σ w[q]·p(node q) = ∫_0^(xh) p(u)·e^(-(xh - u)/τ) du} for cubic {@code p}.
   *
   * @param tauMs may be infinite
   */
  public static double[] filtering(double stepMs, double tauMs, double x) {
    double[] w = new double[COUNT];
    int parts = 16; // a cubic uses up half of the quadrature's order
    for (int part = 0; part < parts; part++) {
      for (int k = 0; k < COUNT; k++) {
        double u = x * (part + at(k)) / parts;
        double kernel = weight(k) * x / parts * stepMs * Math.exp(-(x - u) * stepMs / tauMs);
        for (int q = 0; q < COUNT; q++) {
          w[q] += kernel * lagrange(q, u);
        }
      }
    }
    return w;
  }

  /**
   * What the cubic through values {@code f} at the nodes is made of: its coefficient of {@code x^k}, with {@code x} from 0 to 1 over the
   * step, is {@code Σ w[k][q]·f(node q)}.
   */
  public static double[][] cubic() {
    double[][] w = new double[COUNT][COUNT];
    for (int q = 0; q < COUNT; q++) {
      double[] product = {1, 0, 0, 0};
      for (int r = 0; r < COUNT; r++) {
        if (r != q) {
          double scale = 1 / (at(q) - at(r));
          for (int k = COUNT - 1; k >= 0; k--) {
            product[k] = scale * ((k > 0 ? product[k - 1] : 0) - at(r) * product[k]);
          }
        }
      }
      for (int k = 0; k < COUNT; k++) {
        w[k][q] = product[k];
      }
    }
    return w;
  }

  private static double lagrange(int q, double u) {
    double value = 1;
    for (int r = 0; r < COUNT; r++) {
      if (r != q) {
        value *= (u - at(r)) / (at(q) - at(r));
      }
    }
    return value;
  }
}
