package org.ranvier.neuronmodels.point;

/**
 * Elements of the exact propagator of a leaky membrane that is driven by exponentially or alpha-shaped currents (Rotter &
 * Diesmann 1999, doi:10.1007/s004220050570), written so that they lose no digits where time constants are equal or nearly so.
 */
final class Propagators {
  private Propagators() {}

  /** {@code (e^x - 1) / x}, 1 at 0. */
  static double exprel(double x) {
    return x == 0 ? 1 : Math.expm1(x) / x;
  }

  /** Membrane response after {@code h} to a unit step of current: {@code τ/C · (1 - e^(-h/τ))}. */
  static double currentToVoltage(double tau, double c, double h) {
    return -tau / c * Math.expm1(-h / tau);
  }

  /** Membrane response after {@code h} to a current that decays from 1 with {@code tauSyn}. */
  static double exponentialToVoltage(double tau, double tauSyn, double c, double h) {
    double x = h * (1 / tauSyn - 1 / tau);
    return h / c * Math.exp(-h / tau) * exprel(-x);
  }

  /** Membrane response after {@code h} to a current {@code s·e^(-s/tauSyn)}. */
  static double alphaToVoltage(double tau, double tauSyn, double c, double h) {
    double x = h * (1 / tauSyn - 1 / tau);
    return h * h / c * Math.exp(-h / tau) * firstMoment(x);
  }

  /** {@code ∫₀¹ s·e^(-xs) ds = (1 - (1 + x)·e^(-x)) / x²}. */
  private static double firstMoment(double x) {
    if (Math.abs(x) > 1) {
      return (1 - (1 + x) * Math.exp(-x)) / (x * x);
    }
    double sum = 0;
    double term = 1; // (-x)^k / k!
    for (int k = 0; k < 22; k++) {
      sum += term / (k + 2);
      term *= -x / (k + 1);
    }
    return sum;
  }
}
