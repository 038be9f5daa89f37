package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomStream;

/**
 * Exact hypergeometric variables, by inversion outward from the mode. The probabilities are taken relative to the mode's and
 * summed, so no factorials of large numbers cost digits; the time grows with the standard deviation.
 */
final class Hypergeometric {
  private static final double NEGLIGIBLE = 0x1.0p-64;

  private Hypergeometric() {}

  /** How many of {@code n} things drawn without repetition from {@code left + right} are among the {@code left} ones. */
  static long draw(RandomStream random, long n, long left, long right) {
    long low = Math.max(0, n - right);
    long high = Math.min(n, left);
    if (low == high) {
      return low;
    }
    long mode = Math.clamp((long) ((n + 1.0) * (left + 1.0) / (left + right + 2.0)), low, high);
    double all = 1;
    double p = 1;
    for (long k = mode; k < high && p > NEGLIGIBLE; k++) {
      p *= rise(k, n, left, right);
      all += p;
    }
    p = 1;
    for (long k = mode; k > low && p > NEGLIGIBLE; k--) {
      p /= rise(k - 1, n, left, right);
      all += p;
    }
    double u = random.nextDouble() * all - 1;
    p = 1;
    for (long k = mode; u >= 0 && k < high && p > NEGLIGIBLE; ) {
      p *= rise(k++, n, left, right);
      u -= p;
      if (u < 0) {
        return k;
      }
    }
    p = 1;
    for (long k = mode; u >= 0 && k > low && p > NEGLIGIBLE; ) {
      p /= rise(--k, n, left, right);
      u -= p;
      if (u < 0) {
        return k;
      }
    }
    return mode;
  }

  /** Probability of {@code k + 1} divided by that of {@code k}. */
  private static double rise(long k, long n, long left, long right) {
    return (double) (left - k) * (n - k) / ((k + 1.0) * (right - n + k + 1));
  }
}
