package org.ranvier.networks.systems.nmrnn;

import java.util.Arrays;
import org.ranvier.networks.systems.descent.AdamDescent;
import org.ranvier.networks.systems.nmrnn.ModulatedNet.Weights;

/** Adam on the weights of a network, of which some may stay as they are; gradients are made no longer than 1. */
final class NetDescent {
  private static final double LONGEST = 1;

  private final double[][] w;
  private final AdamDescent[] adam;
  private final double rate;

  NetDescent(ModulatedNet net, double rate) {
    w = net.w.all();
    adam = Arrays.stream(w).map(x -> new AdamDescent(x.length)).toArray(AdamDescent[]::new);
    this.rate = rate;
  }

  /**
   * Takes a step.
   *
   * @param sum gradients of a batch, which is changed
   * @param which weights learn
   */
  void step(Weights sum, boolean[][] which, int batch) {
    double[][] gradient = sum.all();
    double squares = 0;
    for (int part = 0; part < gradient.length; part++) {
      for (int k = 0; k < gradient[part].length; k++) {
        gradient[part][k] *= which[part][k] ? 1.0 / batch : 0;
        squares += gradient[part][k] * gradient[part][k];
      }
    }
    double factor = Math.min(1, LONGEST / Math.sqrt(squares + 1e-300));
    for (int part = 0; part < w.length; part++) {
      double[] g = gradient[part];
      Arrays.setAll(g, k -> factor * g[k]);
      adam[part].step(w[part], g, rate);
    }
  }

  /** All weights, or none. */
  static boolean[][] all(ModulatedNet net, boolean value) {
    boolean[][] which = Arrays.stream(net.w.all()).map(x -> new boolean[x.length]).toArray(boolean[][]::new);
    for (boolean[] part : which) {
      Arrays.fill(part, value);
    }
    return which;
  }
}
