package org.ranvier.networks.systems.heterogeneity;

import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** Linear readouts of what was put into a reservoir some samples ago (Jaeger 2001, GMD report 152). */
final class Readouts {
  private Readouts() {}

  /**
   * Squared correlations of input and readout in samples that were not fitted, by lag from 1 on.
   *
   * @param state by sample and neuron
   * @param train the first so many samples are fitted, by ridge regression
   */
  static double[] recalled(double[][] state, double[] input, int train, int lags, double ridge) {
    int n = state[0].length;
    double[] mean = new double[n];
    for (int t = lags; t < train; t++) {
      for (int k = 0; k < n; k++) {
        mean[k] += state[t][k] / (train - lags);
      }
    }
    double[][] x = new double[state.length - lags][n + 1];
    for (int t = 0; t < x.length; t++) {
      for (int k = 0; k < n; k++) {
        x[t][k] = state[t + lags][k] - mean[k];
      }
      x[t][n] = 1;
    }
    RealMatrix all = MatrixUtils.createRealMatrix(x);
    int fitted = train - lags;
    RealMatrix fit = all.getSubMatrix(0, fitted - 1, 0, n);
    var solver = new CholeskyDecomposition(fit.transpose().multiply(fit).add(MatrixUtils.createRealIdentityMatrix(n + 1).scalarMultiply(ridge * fitted))).getSolver();
    double[] squared = new double[lags];
    for (int lag = 1; lag <= lags; lag++) {
      double[] wanted = new double[x.length];
      for (int t = 0; t < x.length; t++) {
        wanted[t] = input[t + lags - lag];
      }
      double[] target = java.util.Arrays.copyOf(wanted, fitted);
      double[] weights = solver.solve(fit.transpose().operate(MatrixUtils.createRealVector(target))).toArray();
      double[] read = all.operate(weights);
      double r = new PearsonsCorrelation().correlation(
          java.util.Arrays.copyOfRange(read, fitted, x.length), java.util.Arrays.copyOfRange(wanted, fitted, x.length));
      squared[lag - 1] = r * r;
    }
    return squared;
  }
}
