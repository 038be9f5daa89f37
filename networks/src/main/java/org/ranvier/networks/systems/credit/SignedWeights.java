package org.ranvier.networks.systems.credit;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/**
 * Weights of sources that excite or inhibit, drawn as in the program of Liu et al. 2021 (doi:10.1073/pnas.2111821118), which has it from that of Bellec et al.
 * 2018: in a full square matrix of {@code |N(0, 1)|}, excitation and inhibition of each target are made equal by adding to all weights of the lesser kind; it is
 * divided by its spectral radius, and then thinned out. That program draws places with replacement, so some twice; here they differ.
 */
final class SignedWeights {
  private static final int FIRST = 300;
  private static final int COUNTED = 2000;

  private SignedWeights() {}

  /**
   * Weights by target and source.
   *
   * @param excites which sources do
   * @param connectivity what part of all weights is there
   */
  static double[][] drawn(boolean[] excites, int targets, double connectivity, RandomStream random) {
    int n = excites.length;
    double[][] square = balanced(excites, random);
    double radius = radius(square, random);
    double[][] w = new double[targets][n];
    for (int p = 0; p < targets; p++) {
      double[] row = square[targets > n ? (int) (n * random.nextDouble()) : p];
      Arrays.setAll(w[p], q -> row[q] / radius);
    }
    int[] places = new int[targets * n];
    Arrays.setAll(places, k -> k);
    int kept = (int) Math.rint(connectivity * places.length);
    for (int k = 0; k < places.length; k++) {
      int other = k + (int) ((places.length - k) * random.nextDouble());
      int place = places[other];
      places[other] = places[k];
      if (k >= kept) {
        w[place / n][place % n] = 0;
      }
    }
    return w;
  }

  /** The full matrix, [target][source], each of whose rows sums to 0. */
  static double[][] balanced(boolean[] excites, RandomStream random) {
    int n = excites.length;
    double[][] m = new double[n][n];
    double exciting = 0;
    double inhibiting = 0;
    for (double[] row : m) {
      for (int q = 0; q < n; q++) {
        row[q] = Math.abs(random.nextGaussian());
        exciting += excites[q] ? row[q] : 0;
        inhibiting += excites[q] ? 0 : row[q];
      }
    }
    int exciters = 0;
    for (boolean e : excites) {
      exciters += e ? 1 : 0;
    }
    for (double[] row : m) {
      double sum = 0;
      for (int q = 0; q < n; q++) {
        row[q] *= excites[q] ? 1 : -exciting / inhibiting;
        sum += row[q];
      }
      for (int q = 0; q < n; q++) {
        if (excites[q] == sum < 0) {
          row[q] -= sum / (sum < 0 ? exciters : n - exciters);
        }
      }
    }
    return m;
  }

  /** The largest absolute eigenvalue, by which a vector grows in the mean of many products. */
  static double radius(double[][] m, RandomStream random) {
    double[] x = new double[m.length];
    Arrays.setAll(x, i -> random.nextGaussian());
    double growth = 0;
    for (int k = 0; k < FIRST + COUNTED; k++) {
      double[] y = new double[m.length];
      double squares = 0;
      for (int p = 0; p < m.length; p++) {
        for (int q = 0; q < m.length; q++) {
          y[p] += m[p][q] * x[q];
        }
        squares += y[p] * y[p];
      }
      double norm = Math.sqrt(squares);
      growth += k < FIRST ? 0 : Math.log(norm) / COUNTED;
      Arrays.setAll(x, i -> y[i] / norm);
    }
    return Math.exp(growth);
  }
}
