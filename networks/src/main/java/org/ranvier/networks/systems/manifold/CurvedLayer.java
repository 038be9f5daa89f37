package org.ranvier.networks.systems.manifold;

import org.ranvier.simulator.random.RandomStream;

/**
 * A layer each of whose weights is {@code P1 + m1·P2 + m2·P3}, biases too; or {@code P1} alone. A change Δw is split into {@code ΔP_k = g_k·m_k·Δw} with the metric's
 * {@code g = (1, 2, 2)}, or (1, 1, 1).
 */
final class CurvedLayer {
  private final int in;
  private final int out;
  private final double[][] p; // [component][out·(in + 1) + in], the last for the bias
  private final double[][] sum; // of gradients
  private final double[][] mean;
  private final double[][] square;
  private final boolean metric;
  private int count;

  CurvedLayer(int in, int out, int components, boolean metric, RandomStream random) {
    this.in = in;
    this.out = out;
    this.metric = metric;
    int n = out * (in + 1);
    p = new double[components][n];
    sum = new double[components][n];
    mean = new double[components][n];
    square = new double[components][n];
    for (double[] part : p) {
      for (int i = 0; i < n; i++) {
        part[i] = i % (in + 1) == in ? 0 : Math.sqrt(2.0 / in / components) * random.nextGaussian();
      }
    }
  }

  int parameters() {
    return p.length * out * (in + 1);
  }

  private static double expression(int component, double cosine, double sine) {
    return component == 0 ? 1 : component == 1 ? cosine : sine;
  }

  /** What it makes of x where the modulators are these. */
  double[] forward(double[] x, double cosine, double sine) {
    double[] y = new double[out];
    for (int c = 0; c < p.length; c++) {
      double m = expression(c, cosine, sine);
      for (int j = 0; j < out; j++) {
        int at = j * (in + 1);
        double a = p[c][at + in];
        for (int i = 0; i < in; i++) {
          a += p[c][at + i] * x[i];
        }
        y[j] += m * a;
      }
    }
    return y;
  }

  /** Derivatives by what it was given, from those by what it made. */
  double[] back(double[] dy, double cosine, double sine) {
    double[] dx = new double[in];
    for (int c = 0; c < p.length; c++) {
      double m = expression(c, cosine, sine);
      for (int j = 0; j < out; j++) {
        double d = m * dy[j];
        for (int i = 0; i < in; i++) {
          dx[i] += d * p[c][j * (in + 1) + i];
        }
      }
    }
    return dx;
  }

  /** Splits the gradient dy·xᵀ among the components. */
  void learn(double[] dy, double[] x, double bias, double cosine, double sine) {
    for (int c = 0; c < p.length; c++) {
      double m = expression(c, cosine, sine) * (metric && c > 0 ? 2 : 1);
      for (int j = 0; j < out; j++) {
        double d = m * dy[j];
        if (d != 0) {
          int at = j * (in + 1);
          for (int i = 0; i < in; i++) {
            sum[c][at + i] += d * x[i];
          }
          sum[c][at + in] += d * bias;
        }
      }
    }
  }

  /** Moves by the mean gradient of a batch, by Adam or by plain descent. */
  void step(int batch, double rate, boolean adam) {
    count++;
    double a = 1 - Math.pow(0.9, count);
    double b = 1 - Math.pow(0.999, count);
    for (int c = 0; c < p.length; c++) {
      for (int i = 0; i < p[c].length; i++) {
        double g = sum[c][i] / batch;
        sum[c][i] = 0;
        if (adam) {
          mean[c][i] = 0.9 * mean[c][i] + 0.1 * g;
          square[c][i] = 0.999 * square[c][i] + 0.001 * g * g;
          p[c][i] -= rate * mean[c][i] / a / (Math.sqrt(square[c][i] / b) + 1e-8);
        } else {
          p[c][i] -= rate * g;
        }
      }
    }
  }
}
