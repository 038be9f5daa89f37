package org.ranvier.networks.batched;

/** Steps along gradients by Adam (Kingma &amp; Ba 2015, arXiv:1412.6980): β1 = 0.9, β2 = 0.999, ε = 1e-8. */
public final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float[] mean;
  private final float[] square;
  private int steps;

  public Adam(int weights) {
    mean = new float[weights];
    square = new float[weights];
  }

  /**
   * A step down the gradient.
   *
   * @param least where weights end
   * @param most where weights end
   */
  public void step(float[] w, float[] gradient, float rate, float least, float most) {
    steps++;
    float step = (float) (rate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps)));
    float epsilon = (float) (EPSILON * Math.sqrt(1 - Math.pow(BETA2, steps)));
    for (int k = 0; k < w.length; k++) {
      float g = gradient[k];
      float m = BETA1 * mean[k] + (1 - BETA1) * g;
      float v = BETA2 * square[k] + (1 - BETA2) * g * g;
      mean[k] = m;
      square[k] = v;
      w[k] = Math.max(least, Math.min(most, w[k] - step * m / ((float) Math.sqrt(v) + epsilon)));
    }
  }
}
