package org.ranvier.networks.systems.credit;

/** Adam (Kingma & Ba 2015) on a matrix, of which weights that are 0 stay so. */
final class AdamSteps {
  private static final double LEAST = 1e-6;

  private final double[][] mean;
  private final double[][] square;
  private int count;

  AdamSteps(double[][] of) {
    mean = new double[of.length][of[0].length];
    square = new double[of.length][of[0].length];
  }

  void step(double[][] w, double[][] g, double rate) {
    step(w, g, rate, false);
  }

  /** Of all weights, those that are 0 too. */
  void stepAll(double[][] w, double[][] g, double rate) {
    step(w, g, rate, true);
  }

  private void step(double[][] w, double[][] g, double rate, boolean all) {
    count++;
    double a = 1 - Math.pow(0.9, count);
    double b = 1 - Math.pow(0.999, count);
    for (int p = 0; p < w.length; p++) {
      for (int q = 0; q < w[p].length; q++) {
        if (all || w[p][q] != 0) {
          mean[p][q] = 0.9 * mean[p][q] + 0.1 * g[p][q];
          square[p][q] = 0.999 * square[p][q] + 0.001 * g[p][q] * g[p][q];
          w[p][q] -= rate * mean[p][q] / a / (Math.sqrt(square[p][q] / b) + 1e-8);
        }
      }
    }
  }

  /** The same, then by {@code shrunk} nearer to 0; weights that have come to 0 or changed their sign are put to almost 0, with the sign they had. */
  void stepKeepingSigns(double[][] w, double[][] g, double rate, double shrunk) {
    boolean[][] positive = new boolean[w.length][w[0].length];
    for (int p = 0; p < w.length; p++) {
      for (int q = 0; q < w[p].length; q++) {
        positive[p][q] = w[p][q] > 0;
      }
    }
    step(w, g, rate);
    for (int p = 0; p < w.length; p++) {
      for (int q = 0; q < w[p].length; q++) {
        if (w[p][q] != 0) {
          w[p][q] = positive[p][q] ? Math.max(w[p][q] - shrunk, LEAST) : Math.min(w[p][q] + shrunk, -LEAST);
        }
      }
    }
  }
}
