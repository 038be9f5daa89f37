package org.ranvier.networks.systems.neurogenesis;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.ranvier.networks.batched.BatchWeights;

/**
 * When and how a hidden layer grows (Maile et al. 2022, arXiv:2202.08539): neurons are added when the effective rank of the layer's activities is
 * high for its size, {@code φ = |{k : σ_k(H/√n) > ε·σ_1}| / M}, by {@code ⌊M·(φ - γ)⌋}; their weights are orthogonal to those that there are.
 *
 * <p>A neuron that has not been born has no input: its potential stays 0, where the slope of e-prop is 0 too, so that nothing in it changes.
 */
final class Growth {
  private Growth() {}

  /**
   * The effective rank of activities.
   *
   * @param activities by sample and neuron
   * @param neurons the first so many count
   * @param epsilon share of the largest singular value, above which one counts
   */
  static int effectiveRank(float[][] activities, int neurons, double epsilon) {
    double[][] gram = new double[neurons][neurons];
    for (float[] x : activities) {
      for (int a = 0; a < neurons; a++) {
        for (int b = 0; b < neurons; b++) {
          gram[a][b] += x[a] * (double) x[b] / activities.length;
        }
      }
    }
    double[] squares = new EigenDecomposition(MatrixUtils.createRealMatrix(gram)).getRealEigenvalues();
    double least = epsilon * epsilon * squares[0];
    int rank = 0;
    for (double s : squares) {
      rank += s > least && s > 0 ? 1 : 0;
    }
    return rank;
  }

  /**
   * Gives a neuron weights: random ones, of which is taken what others have, and whose size is as it is in the others on
   * average. The readout does not listen to it yet.
   *
   * @param born neurons that there are; it becomes the next
   * @param orthogonal whether anything is taken
   */
  static void bear(BatchWeights in, int born, boolean orthogonal, RandomGenerator random) {
    double[] w = new double[in.pre()];
    for (int j = 0; j < w.length; j++) {
      w[j] = random.nextGaussian();
    }
    double size = 0;
    double[][] basis = new double[born][];
    for (int i = 0; i < born; i++) {
      basis[i] = column(in, i);
      size += norm(basis[i]) / born;
    }
    if (orthogonal) {
      int rank = 0;
      for (int i = 0; i < born && rank < w.length - 1; i++) { // as many as leave a direction free
        for (int k = 0; k < rank; k++) {
          subtract(basis[i], basis[k]);
        }
        double left = norm(basis[i]);
        if (left > 1e-6 * size) {
          scale(basis[i], 1 / left);
          basis[rank++] = basis[i];
        }
      }
      for (int k = 0; k < rank; k++) {
        subtract(w, basis[k]);
      }
    }
    scale(w, size / norm(w));
    for (int j = 0; j < w.length; j++) {
      in.values()[j * in.post() + born] = (float) w[j];
    }
  }

  /** Takes all weights from neurons that are not to be born yet. */
  static void silence(BatchWeights in, BatchWeights out, int from) {
    for (int i = from; i < in.post(); i++) {
      for (int j = 0; j < in.pre(); j++) {
        in.values()[j * in.post() + i] = 0;
      }
      for (int k = 0; k < out.post(); k++) {
        out.values()[i * out.post() + k] = 0;
      }
    }
  }

  private static double[] column(BatchWeights in, int neuron) {
    double[] c = new double[in.pre()];
    for (int j = 0; j < c.length; j++) {
      c[j] = in.values()[j * in.post() + neuron];
    }
    return c;
  }

  private static void subtract(double[] from, double[] unit) {
    double y = 0;
    for (int j = 0; j < from.length; j++) {
      y += from[j] * unit[j];
    }
    for (int j = 0; j < from.length; j++) {
      from[j] -= y * unit[j];
    }
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  private static void scale(double[] x, double by) {
    for (int j = 0; j < x.length; j++) {
      x[j] *= by;
    }
  }
}
