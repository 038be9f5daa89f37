package org.ranvier.plasticity.lowrank;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/** What is done with the factors of a mode, a value for each neuron. */
final class Factors {
  private static final double NOTHING = 1e-200; // far above the denormal numbers, with which processors are slow

  private Factors() {}

  /** Counts spikes. */
  static void count(double[] trace, IntArrayList spikes) {
    for (int n = 0; n < spikes.size(); n++) {
      trace[spikes.getInt(n)] += 1;
    }
  }

  /** The sum of some of them. */
  static double sum(double[] values, IntArrayList at) {
    double sum = 0;
    for (int n = 0; n < at.size(); n++) {
      sum += values[at.getInt(n)];
    }
    return sum;
  }

  /** The scalar product, in an order that is fixed, by four sums that do not wait for each other. */
  static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int n = 0;
    for (; n + 3 < a.length; n += 4) {
      s0 += a[n] * b[n];
      s1 += a[n + 1] * b[n + 1];
      s2 += a[n + 2] * b[n + 2];
      s3 += a[n + 3] * b[n + 3];
    }
    for (; n < a.length; n++) {
      s0 += a[n] * b[n];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static void addProduct(double[] to, double factor, double[] values) {
    if (factor != 0) {
      for (int n = 0; n < values.length; n++) {
        to[n] += factor * values[n];
      }
    }
  }

  static void scale(double[] values, double factor) {
    for (int n = 0; n < values.length; n++) {
      values[n] *= factor;
    }
  }

  /** Drops what is so small that processors are slow with it. */
  static void drop(double[] values) {
    for (int n = 0; n < values.length; n++) {
      values[n] = Math.abs(values[n]) < NOTHING ? 0 : values[n];
    }
  }
}
