package org.ranvier.networks.systems.csdp;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ranvier.networks.batched.Adam;
import org.ranvier.networks.batched.Team;

/**
 * Weights from one group of neurons to a layer, in units of the threshold, and how they change.
 */
final class CsdpSynapses {
  final int pre;
  final int post;
  final float[] w;
  final float[][] gradient; // by part
  private final float[][] common; // by part: what is added to the gradients of all presynaptic neurons
  private final Adam adam;
  private final float least;
  private final float most;

  /**
   * @param bound of first weights, which are uniform between its negative and itself, or 0 where the most is 0
   */
  CsdpSynapses(int pre, int post, float bound, float least, float most, RandomGenerator random) {
    this.pre = pre;
    this.post = post;
    this.least = least;
    this.most = most;
    w = new float[pre * post];
    for (int k = 0; k < w.length; k++) {
      w[k] = Math.clamp((float) (bound * (2 * random.nextDouble() - 1)), least, most);
    }
    gradient = new float[Team.PARTS][w.length];
    common = new float[Team.PARTS][post];
    adam = new Adam(w.length);
  }

  float[] common(int part) {
    return common[part];
  }

  void clear(int part) {
    Arrays.fill(gradient[part], 0);
    Arrays.fill(common[part], 0);
  }

  /** A step down the mean gradient of so many samples. */
  void step(int samples, float rate) {
    Team.sum(gradient);
    Team.sum(common);
    float[] g = gradient[0];
    float[] c = common[0];
    float each = 1f / samples;
    for (int j = 0; j < pre; j++) {
      for (int i = 0; i < post; i++) {
        g[j * post + i] = (g[j * post + i] + c[i]) * each;
      }
    }
    adam.step(w, g, rate, least, most);
  }
}
