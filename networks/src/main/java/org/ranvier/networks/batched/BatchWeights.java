package org.ranvier.networks.batched;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Weights from one group to another, the gradients that the parts of a batch have found, and how a step is taken. */
public final class BatchWeights {
  final int pre;
  final int post;
  final float[] w;
  final float[][] gradient; // by part
  private final Adam adam;

  /** Normal, with a standard deviation of {@code gain} over the square root of the number of presynaptic neurons. */
  BatchWeights(int pre, int post, double gain, RandomGenerator random) {
    this.pre = pre;
    this.post = post;
    w = new float[pre * post];
    for (int k = 0; k < w.length; k++) {
      w[k] = (float) (gain / Math.sqrt(pre) * random.nextGaussian());
    }
    gradient = new float[Team.PARTS][w.length];
    adam = new Adam(w.length);
  }

  public int pre() {
    return pre;
  }

  public int post() {
    return post;
  }

  /** Presynaptic neuron by postsynaptic neuron. */
  public float[] values() {
    return w;
  }

  /** The gradient of the last batch, of which a step will be taken. */
  public float[] gradient() {
    return gradient[0];
  }

  void clear(int part) {
    Arrays.fill(gradient[part], 0);
  }

  /** Makes the gradient the mean over so many samples. */
  void gather(int samples) {
    Team.sum(gradient);
    float each = 1f / samples;
    for (int k = 0; k < w.length; k++) {
      gradient[0][k] *= each;
    }
  }

  void step(EpropShape.Learning learning, float factor) {
    float[] g = gradient[0];
    if (learning.adam()) {
      adam.step(w, g, learning.rate() * factor, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
      return;
    }
    for (int k = 0; k < w.length; k++) {
      w[k] -= learning.rate() * factor * g[k];
    }
  }
}
