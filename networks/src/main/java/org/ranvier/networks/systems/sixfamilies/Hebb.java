package org.ranvier.networks.systems.sixfamilies;

import org.ranvier.networks.batched.BatchWeights;
import org.ranvier.networks.batched.EpropNetwork;

/**
 * What fires together wires together, without a task: {@code Δw_ji ∝ y_i·(x_j - y_i·w_ji)} (Oja 1982), where y is how much more
 * a hidden neuron fires than the layer
 * does on average, and 0 where it fires less: neurons compete.
 */
final class Hebb {
  private Hebb() {}

  /** Replaces a gradient. */
  static void gradient(EpropNetwork.Batch found, BatchWeights weights) {
    float[] g = weights.gradient();
    float[] w = weights.values();
    int h = weights.post();
    for (int k = 0; k < g.length; k++) {
      g[k] = 0;
    }
    float each = 1f / found.hidden().length;
    for (int s = 0; s < found.hidden().length; s++) {
      float[] x = found.inputs()[s];
      float[] y = found.hidden()[s].clone();
      float mean = 0;
      for (float r : y) {
        mean += r / h;
      }
      for (int i = 0; i < h; i++) {
        y[i] = Math.max(0, y[i] - mean);
      }
      for (int j = 0; j < x.length; j++) {
        for (int i = 0; i < h; i++) {
          g[j * h + i] -= each * y[i] * (x[j] - y[i] * w[j * h + i]);
        }
      }
    }
  }
}
