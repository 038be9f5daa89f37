package org.ranvier.simulator.random;

/**
 * Inverse of the distribution function of a Poisson variable of given mean, for 31-bit uniform integers.
 *
 * <p>{@code k = #{j : u > threshold_j}} with {@code threshold_j = 2^31·P(K ≤ j)}, so probabilities are exact to 2^-31. Counting
 * thresholds has no branch; for the small means of a Poisson drive at 0.1 ms it vectorises. For larger means a guide table finds
 * the place to start. Both give the same {@code k} for the same {@code u}.
 */
public final class PoissonTable {
  /** Largest mean. */
  public static final double MAX_MEAN = 10_000;

  private static final int GUIDE_BITS = 9;

  private final double mean;
  private final int lowest; // counts below this have a probability under 2^-31 in all
  private final int[] thresholds; // thresholds[j]: largest u with count lowest + j or less
  private final short[] guide = new short[1 << GUIDE_BITS];

  /**
   * @param mean expected count, {@code 0 ≤ mean ≤ 10,000}
   */
  public PoissonTable(double mean) {
    if (!(mean >= 0 && mean <= MAX_MEAN)) {
      throw new IllegalArgumentException("Poisson mean " + mean + " is not within 0 … 10,000 events a step");
    }
    this.mean = mean;
    int span = (int) Math.ceil(mean + 8 * Math.sqrt(mean) + 24);
    double[] p = new double[span];
    int mode = (int) mean;
    p[mode] = 1;
    for (int k = mode; k > 0; k--) {
      p[k - 1] = p[k] * k / mean;
    }
    double sum = 0;
    for (int k = mode + 1; k < span; k++) {
      p[k] = p[k - 1] * mean / k;
    }
    for (double x : p) {
      sum += x;
    }
    int first = 0;
    double below = 0;
    while ((below + p[first]) / sum * 0x1.0p31 < 0.5) {
      below += p[first++];
    }
    lowest = first;
    int[] t = new int[span];
    int n = 0;
    for (int k = first; k < span; k++) {
      below += p[k];
      long scaled = Math.round(below / sum * 0x1.0p31) - 1;
      if (scaled >= Integer.MAX_VALUE) {
        break;
      }
      t[n++] = (int) scaled;
    }
    thresholds = java.util.Arrays.copyOf(t, n);
    int j = 0;
    for (int g = 0; g < guide.length; g++) {
      int u = g << (31 - GUIDE_BITS);
      while (j < n && u > thresholds[j]) {
        j++;
      }
      guide[g] = (short) j;
    }
  }

  public double mean() {
    return mean;
  }

  /** The count that belongs to the uniform integer {@code 0 ≤ u < 2^31}. */
  public int count(int u) {
    int j = guide[u >>> (31 - GUIDE_BITS)];
    while (j < thresholds.length && u > thresholds[j]) {
      j++;
    }
    return lowest + j;
  }

  /** The smallest count, and the thresholds above it, for loops that count thresholds themselves. */
  public int lowest() {
    return lowest;
  }

  /** Ascending; not a copy. */
  public int[] thresholds() {
    return thresholds;
  }
}
