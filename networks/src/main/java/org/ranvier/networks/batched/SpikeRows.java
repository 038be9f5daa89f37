package org.ranvier.networks.batched;

/**
 * Products of spikes with matrices, by events: a row of weights is added for each spike, and nothing is done where there is
 * none. Matrices are
 * presynaptic neuron by postsynaptic neuron; spikes of a neuron over a presentation are the bits of a mask, step 0 lowest.
 */
public final class SpikeRows {
  /** Steps that a mask has. */
  public static final int MOST_STEPS = 64;

  private SpikeRows() {}

  /** The numbers of those neurons that spike at a step; returns how many there are. */
  public static int active(long[] masks, int step, int[] to) {
    int n = 0;
    for (int k = 0; k < masks.length; k++) {
      to[n] = k;
      n += (int) (masks[k] >>> step) & 1;
    }
    return n;
  }

  /** Adds the rows of {@code n} neurons. */
  public static void addRows(float[] w, int columns, int[] rows, int n, float[] to) {
    int r = 0;
    for (; r + 3 < n; r += 4) {
      int a = rows[r] * columns;
      int b = rows[r + 1] * columns;
      int c = rows[r + 2] * columns;
      int d = rows[r + 3] * columns;
      for (int k = 0; k < columns; k++) {
        to[k] += w[a + k] + w[b + k] + (w[c + k] + w[d + k]);
      }
    }
    for (; r < n; r++) {
      int a = rows[r] * columns;
      for (int k = 0; k < columns; k++) {
        to[k] += w[a + k];
      }
    }
  }

  /**
   * Adds for each spike of each neuron what belongs to its step: {@code to[j, :] += Σ_t spike(j, t)·x[t + shift, :]}.
   *
   * @param x by step and postsynaptic neuron
   * @param steps that {@code x} has
   */
  public static void addOuter(long[] masks, int shift, float[] x, int steps, int columns, float[] to) {
    long within = steps - shift >= MOST_STEPS ? -1L : (1L << steps - shift) - 1;
    for (int j = 0; j < masks.length; j++) {
      long m = masks[j] & within;
      int row = j * columns;
      while (Long.bitCount(m) > 3) {
        int a = (Long.numberOfTrailingZeros(m) + shift) * columns;
        m &= m - 1;
        int b = (Long.numberOfTrailingZeros(m) + shift) * columns;
        m &= m - 1;
        int c = (Long.numberOfTrailingZeros(m) + shift) * columns;
        m &= m - 1;
        int d = (Long.numberOfTrailingZeros(m) + shift) * columns;
        m &= m - 1;
        for (int k = 0; k < columns; k++) {
          to[row + k] += x[a + k] + x[b + k] + (x[c + k] + x[d + k]);
        }
      }
      while (m != 0) {
        int a = (Long.numberOfTrailingZeros(m) + shift) * columns;
        m &= m - 1;
        for (int k = 0; k < columns; k++) {
          to[row + k] += x[a + k];
        }
      }
    }
  }
}
