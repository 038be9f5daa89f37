package org.ranvier.networks.batched;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.ranvier.simulator.RanvierException;

/**
 * Neurons beside a group of others, whose weights H come to span what these have been doing (Xiao et al. 2024,
 * arXiv:2402.11984): {@code y = H·x},
 * {@code x̂ = Hᵀ·y}, {@code ΔH = η·y·(x - x̂)ᵀ/⟨|x|²⟩}, Oja's subspace rule, in units of the power of the activities. Rows are
 * added from task to task; only the last ones that were added learn.
 */
public final class Subspace {
  private static final float MOMENTUM = 0.9f;

  private final int size;
  private final float rate;
  private float[][] h = {};
  private float[][] momentum = {};
  private int frozen;

  /**
   * @param size how many neurons there are that it is about
   * @param rate η
   */
  public Subspace(int size, double rate) {
    this.size = size;
    this.rate = (float) rate;
  }

  /** How many rows H has. */
  public int rank() {
    return h.length;
  }

  /** How many of them learn no more. */
  public int frozen() {
    return frozen;
  }

  /** Freezes all rows that there are, and adds others, which are small and random. */
  public void grow(int rows, RandomGenerator random) {
    frozen = h.length;
    if (rows < 0 || frozen + rows > size) {
      throw new RanvierException("a subspace of rank " + (frozen + rows) + " does not fit into " + size + " neurons; it must lie within " + frozen + " … " + size);
    }
    h = Arrays.copyOf(h, frozen + rows);
    momentum = new float[h.length][size];
    for (int k = frozen; k < h.length; k++) {
      h[k] = new float[size];
      for (int q = 0; q < size; q++) {
        h[k][q] = (float) (random.nextGaussian() / Math.sqrt(size));
      }
    }
  }

  /**
   * Learns from a batch of activities, so many times.
   *
   * @param factor of the learning rate; it should fall, as what is learnt wanders with the batches
   */
  public void learn(float[][] batch, int inner, double factor) {
    double power = 0;
    for (float[] x : batch) {
      power += dot(x, x) / (double) batch.length;
    }
    if (power == 0) {
      return;
    }
    float eta = (float) (rate * factor / power);
    float[] rest = new float[size];
    float[] y = new float[h.length];
    float[][] change = new float[h.length][size];
    for (int repeat = 0; repeat < inner; repeat++) {
      for (float[] c : change) {
        Arrays.fill(c, 0);
      }
      for (float[] x : batch) {
        System.arraycopy(x, 0, rest, 0, size);
        for (int k = 0; k < h.length; k++) {
          y[k] = dot(h[k], x);
        }
        for (int k = 0; k < h.length; k++) {
          add(rest, h[k], -y[k]);
        }
        for (int k = frozen; k < h.length; k++) {
          add(change[k], rest, y[k] * eta / batch.length);
        }
      }
      for (int k = frozen; k < h.length; k++) {
        for (int q = 0; q < size; q++) {
          momentum[k][q] = MOMENTUM * momentum[k][q] + change[k][q];
          h[k][q] += momentum[k][q];
        }
      }
    }
  }

  /** Makes the rows that learn the exact ones: the principal directions of activities beyond what older rows span. */
  public void exact(float[][] activities) {
    double[][] covariance = new double[size][size];
    for (float[] x : activities) {
      double[] rest = new double[size];
      for (int q = 0; q < size; q++) {
        rest[q] = x[q];
      }
      for (int k = 0; k < frozen; k++) {
        double y = dot(h[k], x);
        for (int q = 0; q < size; q++) {
          rest[q] -= y * h[k][q];
        }
      }
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          covariance[a][b] += rest[a] * rest[b] / activities.length;
        }
      }
    }
    var of = new EigenDecomposition(MatrixUtils.createRealMatrix(covariance)); // the largest values come first
    for (int k = frozen; k < h.length; k++) {
      double[] v = of.getEigenvector(k - frozen).toArray();
      for (int q = 0; q < size; q++) {
        h[k][q] = (float) v[q];
      }
    }
  }

  /**
   * Takes from a gradient all that would change the answer to what frozen rows span: {@code x_⊥ = x - HᵀHx} in place of the
   * presynaptic activity, which
   * as gradients are sums of products with it is the same as {@code G - HᵀHG}.
   *
   * @param gradient presynaptic neuron by postsynaptic neuron
   * @param rows the first so many rows count
   */
  public void remove(float[] gradient, int rows) {
    int columns = gradient.length / size;
    float[][] y = new float[rows][columns];
    for (int k = 0; k < rows; k++) {
      for (int j = 0; j < size; j++) {
        float a = h[k][j];
        for (int i = 0; i < columns; i++) {
          y[k][i] += a * gradient[j * columns + i];
        }
      }
    }
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < rows; k++) {
        float a = h[k][j];
        for (int i = 0; i < columns; i++) {
          gradient[j * columns + i] -= a * y[k][i];
        }
      }
    }
  }

  /** Makes the rows orthonormal, in their order. */
  public void orthonormalise() {
    double[][] q = orthonormal(h);
    for (int k = 0; k < h.length; k++) {
      for (int j = 0; j < size; j++) {
        h[k][j] = (float) q[k][j];
      }
    }
  }

  /** The answers to the rows, {@code H·W}, by row and postsynaptic neuron. */
  public double[][] answers(float[] weights) {
    int columns = weights.length / size;
    double[][] a = new double[h.length][columns];
    for (int k = 0; k < h.length; k++) {
      for (int j = 0; j < size; j++) {
        for (int i = 0; i < columns; i++) {
          a[k][i] += h[k][j] * (double) weights[j * columns + i];
        }
      }
    }
    return a;
  }

  /** The principal angles between what the rows of two subspaces span, in degrees, smallest first. */
  public static double[] angles(Subspace a, Subspace b) {
    double[][] product = new double[a.rank()][b.rank()];
    double[][] qa = orthonormal(a.h);
    double[][] qb = orthonormal(b.h);
    for (int k = 0; k < qa.length; k++) {
      for (int l = 0; l < qb.length; l++) {
        for (int q = 0; q < a.size; q++) {
          product[k][l] += qa[k][q] * qb[l][q];
        }
      }
    }
    double[] cosines = new SingularValueDecomposition(MatrixUtils.createRealMatrix(product)).getSingularValues();
    return Arrays.stream(cosines).map(c -> Math.toDegrees(Math.acos(Math.min(1, c)))).toArray();
  }

  /** By Gram and Schmidt. */
  private static double[][] orthonormal(float[][] rows) {
    double[][] q = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      double[] v = new double[rows[k].length];
      Arrays.setAll(v, new Of(rows[k])::at);
      for (int twice = 0; twice < 2; twice++) {
        for (int l = 0; l < k; l++) {
          double[] u = q[l];
          double y = 0;
          for (int j = 0; j < v.length; j++) {
            y += u[j] * v[j];
          }
          for (int j = 0; j < v.length; j++) {
            v[j] -= y * u[j];
          }
        }
      }
      double norm = Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
      q[k] = Arrays.stream(v).map(x -> x / norm).toArray();
    }
    return q;
  }

  private record Of(float[] values) {
    double at(int k) {
      return values[k];
    }
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void add(float[] to, float[] x, float factor) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * x[k];
    }
  }
}
