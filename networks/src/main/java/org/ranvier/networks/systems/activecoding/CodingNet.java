package org.ranvier.networks.systems.activecoding;

import java.util.Arrays;
import org.ranvier.networks.systems.descent.AdamDescent;
import org.ranvier.simulator.random.RandomStream;

/**
 * Predictive coding with one hidden layer (Ororbia &amp; Mali 2022, AAAI, arXiv:2107.07046): each layer predicts the next one, {@code μ1 = W1·x + b1},
 * {@code μ2 = W2·φ(h) + b2}, φ = tanh. Where it is told what the output should be, errors {@code e1 = h - μ1}, {@code e2 = y - μ2} move the hidden state,
 *
 * <pre>h ← h + β·(-e1 + φ'(h)·W2ᵀ·e2)</pre>
 *
 * <p>several times from μ1 on, and then the weights, each by the error after it and the activity before it: {@code ΔW1 ∝ e1·xᵀ}, {@code ΔW2 ∝ e2·φ(h)ᵀ}.
 */
final class CodingNet {
  private final int hidden;
  private final int out;
  private final double beta;
  private final int settling;

  /** W1 by hidden unit and input, the last for b1; W2 by output and hidden unit, the last for b2. */
  final double[][] w;

  private final double[][] change; // to be followed downwards
  private final AdamDescent[] adam;
  private int told;

  /**
   * W1 is drawn, W2 is 0: it predicts nothing at first.
   *
   * @param settling steps of the hidden state
   */
  CodingNet(int in, int hidden, int out, double beta, int settling, RandomStream random) {
    this.hidden = hidden;
    this.out = out;
    this.beta = beta;
    this.settling = settling;
    w = new double[][] {new double[hidden * (in + 1)], new double[out * (hidden + 1)]};
    change = new double[][] {new double[w[0].length], new double[w[1].length]};
    adam = new AdamDescent[] {new AdamDescent(w[0].length), new AdamDescent(w[1].length)};
    for (int k = 0; k < w[0].length; k++) {
      w[0][k] = random.nextGaussian() / Math.sqrt(in);
    }
  }

  /** Draws W2 too. */
  CodingNet drawn(double scale, RandomStream random) {
    Arrays.setAll(w[1], k -> scale / Math.sqrt(hidden) * random.nextGaussian());
    return this;
  }

  /** Takes the weights of another. */
  void copy(CodingNet from) {
    for (int k = 0; k < w.length; k++) {
      System.arraycopy(from.w[k], 0, w[k], 0, w[k].length);
    }
  }

  /** What it predicts. */
  double[] of(double[] x) {
    return predicted(w[1], out, activity(predicted(w[0], hidden, x)));
  }

  private static double[] predicted(double[] w, int rows, double[] x) {
    double[] y = new double[rows];
    for (int j = 0; j < rows; j++) {
      int at = j * (x.length + 1);
      double sum = w[at + x.length];
      for (int i = 0; i < x.length; i++) {
        sum += w[at + i] * x[i];
      }
      y[j] = sum;
    }
    return y;
  }

  private static double[] activity(double[] h) {
    double[] z = new double[h.length];
    for (int j = 0; j < z.length; j++) {
      z[j] = Math.tanh(h[j]);
    }
    return z;
  }

  /** Settles with an output that it is told, and adds what the weights should change by. */
  void tell(double[] x, double[] y) {
    double[] first = predicted(w[0], hidden, x);
    double[] h = first.clone();
    double[] e1 = new double[hidden];
    double[] z = activity(h);
    double[] e2 = error(y, z);
    for (int s = 0; s < settling; s++) {
      double[] came = new double[hidden];
      for (int k = 0; k < out; k++) {
        int row = k * (hidden + 1);
        for (int j = 0; j < hidden; j++) {
          came[j] += w[1][row + j] * e2[k];
        }
      }
      for (int j = 0; j < hidden; j++) {
        h[j] += beta * (came[j] * (1 - z[j] * z[j]) - e1[j]);
        e1[j] = h[j] - first[j];
      }
      z = activity(h);
      e2 = error(y, z);
    }
    add(change[0], e1, x);
    add(change[1], e2, z);
    told++;
  }

  private double[] error(double[] y, double[] z) {
    double[] e = predicted(w[1], out, z);
    for (int k = 0; k < out; k++) {
      e[k] = y[k] - e[k];
    }
    return e;
  }

  private static void add(double[] change, double[] e, double[] x) {
    for (int j = 0; j < e.length; j++) {
      int at = j * (x.length + 1);
      for (int i = 0; i < x.length; i++) {
        change[at + i] -= e[j] * x[i];
      }
      change[at + x.length] -= e[j];
    }
  }

  /** What it has been told should change the weights by, for each; downwards. */
  double[][] change() {
    return change;
  }

  /** Changes the weights. */
  void step(double rate) {
    for (int k = 0; k < w.length; k++) {
      for (int i = 0; i < w[k].length; i++) {
        change[k][i] /= Math.max(1, told);
      }
      adam[k].step(w[k], change[k], rate);
      Arrays.fill(change[k], 0);
    }
    told = 0;
  }
}
