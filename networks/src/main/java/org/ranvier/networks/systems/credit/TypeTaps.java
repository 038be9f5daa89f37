package org.ranvier.networks.systems.credit;

/**
 * ModProp as cells could do it, forward in time: all cells of a type a secrete one ligand, of the concentration {@code A_a(t) = Σ_j∈a h_j·L_j}; a
 * synapse onto a cell of type b holds
 * its eligibility, convolved with filter taps of its pair of types, and changes by the product,
 *
 * <pre>dW_pq = Σ_t L_p·h_p·e_pq + Σ_t Σ_a A_a(t)·Σ_s F_ab,s·(h_p·e_pq)(t - s)        F_·b,s = g·w̄·(α + g·μ·diag(n)·w̄ᵀ)^(s-1)</pre>
 *
 * <p>with the types' mean weights w̄ and sizes n. It is {@link Credit#MODPROP_TYPE} of rate units all of which are connected.
 */
final class TypeTaps {
  private TypeTaps() {}

  /** {@code F}, [tap from 1 on][secreting type][receiving type]. */
  static double[][][] taps(RecurrentNet net, double mu, int count) {
    CreditCells cells = net.cells;
    double[][] mean = net.typeMeans();
    int[] n = new int[2];
    for (int p = 0; p < cells.count(); p++) {
      n[cells.type(p)]++;
    }
    double[][][] f = new double[count + 1][2][2];
    for (int a = 0; a < 2; a++) {
      double[] x = new double[2]; // what a unit secreted by type a has become, summed over each type
      x[a] = 1;
      for (int s = 1; s <= count; s++) {
        for (int b = 0; b < 2; b++) {
          f[s][a][b] = cells.gain() * (mean[0][b] * x[0] + mean[1][b] * x[1]);
        }
        double first = cells.alpha() * x[0] + mu * n[0] * f[s][a][0];
        x[1] = cells.alpha() * x[1] + mu * n[1] * f[s][a][1];
        x[0] = first;
      }
    }
    return f;
  }

  /** The gradient of the recurrent weights. */
  static double[][] gradient(RecurrentNet net, TrialCourse course, double[][] direct, double mu) {
    CreditCells cells = net.cells;
    int steps = course.z().length;
    int n = cells.count();
    double[][][] f = taps(net, mu, steps);
    double[][] ligand = new double[steps][2];
    double[][][] eligible = new double[steps][n][n]; // h·e
    double[][] e = new double[n][n];
    double[][] dw = new double[n][n];
    for (int t = 1; t < steps; t++) {
      for (int p = 0; p < n; p++) {
        ligand[t][cells.type(p)] += course.h()[t][p] * direct[t][p];
        for (int q = 0; q < n; q++) {
          e[p][q] = cells.alpha() * e[p][q] + cells.gain() * course.z()[t - 1][q];
          eligible[t][p][q] = course.h()[t][p] * e[p][q];
        }
      }
      for (int p = 0; p < n; p++) {
        for (int q = 0; q < n; q++) {
          double change = direct[t][p] * eligible[t][p][q];
          for (int s = 1; s < t; s++) {
            for (int a = 0; a < 2; a++) {
              change += ligand[t][a] * f[s][a][cells.type(p)] * eligible[t - s][p][q];
            }
          }
          dw[p][q] += change;
        }
      }
    }
    return dw;
  }
}
