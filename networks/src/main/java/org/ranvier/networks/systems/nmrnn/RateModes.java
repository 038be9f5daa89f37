package org.ranvier.networks.systems.nmrnn;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/**
 * {@code τ·dx/dt = -x + L·diag(s)·Rᵀ·x} with {@code L} orthonormal and {@code R = L·diag(ℓᵀr)}, solved by the fourth-order Runge–Kutta method; a
 * mode is its projection {@code
 * Lᵀ·x}.
 */
final class RateModes implements Modes {
  private static final int NEURONS = 100;
  private static final int PARTS = 10; // of a millisecond

  private final double tauMs;
  private final double[][] left;
  private final double[] feedback;
  private final double[] gain = new double[RANK];
  private final double[] x = new double[NEURONS];

  /**
   * @param feedback {@code ℓᵀr} of each mode
   */
  RateModes(double tauMs, double[] feedback, RandomStream random) {
    this.tauMs = tauMs;
    this.feedback = feedback.clone();
    left = orthonormal(random);
    Arrays.fill(gain, 1);
  }

  private static double[][] orthonormal(RandomStream random) {
    double[][] rows = new double[RANK][NEURONS];
    for (int k = 0; k < RANK; k++) {
      Arrays.setAll(rows[k], i -> random.nextGaussian());
      for (int m = 0; m < k; m++) {
        add(rows[k], -dot(rows[k], rows[m]), rows[m]);
      }
      double norm = Math.sqrt(dot(rows[k], rows[k]));
      double[] row = rows[k];
      Arrays.setAll(row, i -> row[i] / norm);
    }
    return rows;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static void add(double[] to, double factor, double[] of) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * of[i];
    }
  }

  @Override
  public void set(double... values) {
    for (int k = 0; k < RANK; k++) {
      add(x, values[k] - value(k), left[k]);
    }
  }

  @Override
  public void gain(int mode, double s) {
    gain[mode] = s;
  }

  private double[] slope(double[] at) {
    double[] dx = new double[NEURONS];
    add(dx, -1 / tauMs, at);
    for (int k = 0; k < RANK; k++) {
      add(dx, gain[k] * feedback[k] * dot(left[k], at) / tauMs, left[k]);
    }
    return dx;
  }

  private double[] moved(double factor, double[] by) {
    double[] to = x.clone();
    add(to, factor, by);
    return to;
  }

  @Override
  public void step() {
    double h = 1.0 / PARTS;
    for (int p = 0; p < PARTS; p++) {
      double[] a = slope(x);
      double[] b = slope(moved(h / 2, a));
      double[] c = slope(moved(h / 2, b));
      double[] d = slope(moved(h, c));
      for (int i = 0; i < NEURONS; i++) {
        x[i] += h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
      }
    }
  }

  @Override
  public double value(int mode) {
    return dot(left[mode], x);
  }
}
