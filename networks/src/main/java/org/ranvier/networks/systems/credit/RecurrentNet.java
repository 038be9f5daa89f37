package org.ranvier.networks.systems.credit;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/** Recurrent units with inputs and linear outputs; weights keep the sign of their source's type, and those that are 0 are not there. */
final class RecurrentNet {
  private static final double LEAST = 1e-6;
  private static final double SCALE = 1.5; // of weights, over the root of their number

  final CreditCells cells;
  final double[][] w; // [target][source]
  final double[][] in; // [unit][input]
  final double[][] out; // [class][unit]
  private final int[][] sources; // of each unit, where there is a weight

  /**
   * @param connectivity which part of the recurrent weights is there
   * @param inputScale of the inputs' weights, over the root of their number
   */
  RecurrentNet(CreditCells cells, int inputs, int classes, double connectivity, double inputScale, RandomStream random) {
    this.cells = cells;
    int n = cells.count();
    w = new double[n][n];
    in = new double[n][inputs];
    out = new double[classes][n];
    double scale = SCALE / Math.sqrt(connectivity * n);
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        double drawn = Math.abs(random.nextGaussian()) * scale;
        boolean there = random.nextDouble() < connectivity;
        w[p][q] = !there ? 0 : cells.type(q) == 0 ? drawn : -4 * drawn;
      }
      for (int i = 0; i < inputs; i++) {
        in[p][i] = random.nextGaussian() / Math.sqrt(inputs) * inputScale;
      }
      for (double[] row : out) {
        row[p] = random.nextGaussian() / Math.sqrt(n);
      }
    }
    sources = new int[n][];
    for (int p = 0; p < n; p++) {
      sources[p] = active(w[p]);
    }
  }

  /** Where a unit has a weight from. */
  int[] sources(int unit) {
    return sources[unit];
  }

  /** What it does with this input, [step][input]. */
  TrialCourse run(double[][] input) {
    int steps = input.length;
    int n = cells.count();
    double[] v = new double[n];
    double[] a = new double[n];
    var course = new TrialCourse(new double[steps + 1][n], new double[steps + 1][n], new double[steps + 1][out.length]);
    for (int t = 1; t <= steps; t++) {
      double[] before = course.z()[t - 1];
      int[] active = active(before);
      int[] shown = active(input[t - 1]);
      for (int p = 0; p < n; p++) {
        double drive = 0;
        for (int i : shown) {
          drive += in[p][i] * input[t - 1][i];
        }
        for (int q : active) {
          drive += w[p][q] * before[q];
        }
        a[p] = cells.rho() * a[p] + (cells.spiking() ? before[p] : 0);
        v[p] = cells.alpha() * v[p] + cells.gain() * drive - (cells.spiking() ? CreditCells.THETA * before[p] : 0);
        if (cells.spiking()) {
          double above = v[p] - CreditCells.THETA - cells.betaOf(p) * a[p];
          course.z()[t][p] = above >= 0 ? 1 : 0;
          course.h()[t][p] = CreditCells.GAMMA / CreditCells.THETA * Math.max(0, 1 - Math.abs(above) / CreditCells.THETA);
        } else {
          course.z()[t][p] = Math.max(0, v[p]);
          course.h()[t][p] = v[p] > 0 ? 1 : 0;
        }
      }
      for (int k = 0; k < out.length; k++) {
        course.output()[t][k] = cells.kappa() * course.output()[t - 1][k] + dot(out[k], course.z()[t]);
      }
    }
    return course;
  }

  static int[] active(double[] z) {
    int[] all = new int[z.length];
    int count = 0;
    for (int q = 0; q < z.length; q++) {
      all[count] = q;
      count += z[q] != 0 ? 1 : 0;
    }
    return Arrays.copyOf(all, count);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Brings weights that have changed their sign back to almost 0. */
  void keepSigns() {
    for (double[] row : w) {
      for (int q = 0; q < row.length; q++) {
        if (row[q] != 0) {
          row[q] = cells.type(q) == 0 ? Math.max(row[q], LEAST) : Math.min(row[q], -LEAST);
        }
      }
    }
  }

  /** Means of weights over all pairs of types that are there, [target's type][source's type]. */
  double[][] typeMeans() {
    double[][] sum = new double[2][2];
    int[][] count = new int[2][2];
    for (int p = 0; p < w.length; p++) {
      for (int q = 0; q < w.length; q++) {
        if (w[p][q] != 0) {
          sum[cells.type(p)][cells.type(q)] += w[p][q];
          count[cells.type(p)][cells.type(q)]++;
        }
      }
    }
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        sum[a][b] /= Math.max(1, count[a][b]);
      }
    }
    return sum;
  }

  /** The same matrix with each weight replaced by the mean of its types; where types are exchanged, of the types that its source is not. */
  double[][] typeWeights(boolean exchanged) {
    double[][] means = typeMeans();
    double[][] of = new double[w.length][w.length];
    for (int p = 0; p < w.length; p++) {
      for (int q = 0; q < w.length; q++) {
        int b = cells.type(q);
        of[p][q] = w[p][q] == 0 ? 0 : means[cells.type(p)][exchanged ? 1 - b : b];
      }
    }
    return of;
  }
}
