package org.ranvier.networks.systems.descent;

/** Steps down gradients by Adam (Kingma &amp; Ba 2015, arXiv:1412.6980), β1 = 0.9, β2 = 0.999, ε = 1e-8, in double precision. */
public final class AdamDescent {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double[] mean;
  private final double[] square;
  private int count;

  public AdamDescent(int weights) {
    mean = new double[weights];
    square = new double[weights];
  }

  /** Takes a step. */
  public void step(double[] w, double[] gradient, double rate) {
    count++;
    double a = 1 - Math.pow(BETA1, count);
    double b = 1 - Math.pow(BETA2, count);
    for (int k = 0; k < w.length; k++) {
      double g = gradient[k];
      mean[k] = BETA1 * mean[k] + (1 - BETA1) * g;
      square[k] = BETA2 * square[k] + (1 - BETA2) * g * g;
      w[k] -= rate * mean[k] / a / (Math.sqrt(square[k] / b) + EPSILON);
    }
  }
}
