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
  final double[] offset; // of outputs, b
  private final int[][] sources; // of each unit, where there is a weight
  private final int[][] targets;

  /**
   * @param connectivity which part of the recurrent weights is there
   * @param inputScale of the inputs' weights, over the root of their number
   */
  RecurrentNet(CreditCells cells, int inputs, int classes, double connectivity, double inputScale, RandomStream random) {
    this(cells, new double[cells.count()][cells.count()], new double[cells.count()][inputs], new double[classes][cells.count()]);
    int n = cells.count();
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
    list();
  }

  /** With weights that are given: [target][source], [unit][input], [class][unit]. */
  RecurrentNet(CreditCells cells, double[][] w, double[][] in, double[][] out) {
    this.cells = cells;
    this.w = w;
    this.in = in;
    this.out = out;
    offset = new double[out.length];
    sources = new int[w.length][];
    targets = new int[w.length][];
    list();
  }

  private void list() {
    double[][] transposed = transposed(w);
    for (int p = 0; p < w.length; p++) {
      sources[p] = active(w[p]);
      targets[p] = active(transposed[p]);
    }
  }

  static double[][] transposed(double[][] m) {
    double[][] of = new double[m[0].length][m.length];
    for (int p = 0; p < m.length; p++) {
      for (int q = 0; q < of.length; q++) {
        of[q][p] = m[p][q];
      }
    }
    return of;
  }

  /** Where a unit has a weight from. */
  int[] sources(int unit) {
    return sources[unit];
  }

  /** Where a unit has a weight to. */
  int[] targets(int unit) {
    return targets[unit];
  }

  /** What it does with this input, [step][input]. */
  TrialCourse run(double[][] input) {
    int steps = input.length;
    int n = cells.count();
    double[][] z = new double[steps + 1][n];
    int[][] active = new int[steps + 1][];
    var course = new TrialCourse(z, active, new double[steps + 1][n], new double[steps + 1][out.length]);
    active[0] = new int[0];
    double[][] from = transposed(in);
    var units = new Units(n);
    double[] filtered = new double[out.length];
    double[] drive = new double[n];
    for (int t = 1; t <= steps; t++) {
      Arrays.fill(drive, 0);
      for (int i : active(input[t - 1])) {
        double x = input[t - 1][i];
        for (int p = 0; p < n; p++) {
          drive[p] += from[i][p] * x;
        }
      }
      for (int q : active[t - 1]) {
        for (int p : targets[q]) {
          drive[p] += w[p][q] * z[t - 1][q];
        }
      }
      active[t] = cells.spiking() ? units.spike(drive, course, t) : units.follow(drive, z[t], course.h()[t]);
      for (int k = 0; k < out.length; k++) {
        filtered[k] = cells.kappa() * filtered[k] + cells.form().shown() * sum(out[k], z[t], active[t]);
        course.output()[t][k] = filtered[k] + offset[k];
      }
    }
    return course;
  }

  /** States of all units. */
  private final class Units {
    private final double[] v;
    private final double[] a;
    private final double[] beta;
    private final double[] above; // how far potentials are above their thresholds
    private final int[] fired;

    Units(int n) {
      v = new double[n];
      a = new double[n];
      above = new double[n];
      fired = new int[n];
      beta = new double[n];
      Arrays.setAll(beta, cells::betaOf);
    }

    int[] follow(double[] drive, double[] z, double[] h) {
      for (int p = 0; p < v.length; p++) {
        v[p] = cells.alpha() * v[p] + cells.gain() * drive[p];
        z[p] = Math.max(0, v[p]);
        h[p] = v[p] > 0 ? 1 : 0;
      }
      return active(z);
    }

    /** The first loop has no branches, so that it is vectorised. */
    int[] spike(double[] drive, TrialCourse course, int t) {
      double alpha = cells.alpha();
      double rho = cells.rho();
      double gain = cells.gain();
      double[] before = course.z()[t - 1];
      double[] h = course.h()[t];
      for (int p = 0; p < h.length; p++) {
        a[p] = rho * a[p] + before[p];
        v[p] = alpha * v[p] + gain * drive[p] - CreditCells.THETA * before[p];
        above[p] = v[p] - CreditCells.THETA - beta[p] * a[p];
        h[p] = CreditCells.GAMMA / CreditCells.THETA * Math.max(0, 1 - Math.abs(above[p]) / CreditCells.THETA);
      }
      for (int s = Math.max(1, t - cells.form().refractory()); s < t; s++) {
        for (int p : course.active()[s]) {
          above[p] = -1;
          h[p] = 0;
        }
      }
      double[] z = course.z()[t];
      int count = 0;
      for (int p = 0; p < z.length; p++) {
        if (above[p] >= 0) {
          z[p] = 1;
          fired[count++] = p;
        }
      }
      return Arrays.copyOf(fired, count);
    }
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

  private static double sum(double[] w, double[] z, int[] active) {
    double sum = 0;
    for (int i : active) {
      sum += w[i] * z[i];
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
