package org.ranvier.neuronmodels.equations.runtime;

/** The coefficients of the method of Dormand & Prince (1980, doi:10.1016/0771-050X(80)90013-3). */
final class DormandPrince {
  static final double[][] A = {
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
  };
  static final double[] C = {1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
  static final double[] ERROR = {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40};

  private DormandPrince() {}

  /** By which factor the next substep should be longer, for an error in units of the tolerance. */
  static double growth(double error) {
    return error > 0 ? Math.clamp(0.9 * Math.pow(error, -0.2), 0.2, 5) : 5;
  }
}
