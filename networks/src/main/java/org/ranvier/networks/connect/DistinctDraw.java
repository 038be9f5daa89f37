package org.ranvier.networks.connect;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/** Draws some of {@code size} numbers without repetition; one object serves one thread. */
final class DistinctDraw {
  private final long[] taken;
  private final int size;
  private int[] drawn = new int[0];

  DistinctDraw(int size) {
    this.size = size;
    taken = new long[(size + 63) / 64];
  }

  /**
   * Draws {@code n} numbers into an array that the next call overwrites.
   *
   * @param excluded a number that must not come, or -1
   */
  int[] draw(RandomStream random, int n, int excluded) {
    if (drawn.length != n) {
      drawn = new int[n];
    }
    boolean most = n > size / 2; // then draw those that are left out
    int rounds = most ? size - n - (excluded >= 0 ? 1 : 0) : n;
    if (excluded >= 0) {
      mark(excluded);
    }
    int k = 0;
    for (int r = 0; r < rounds; ) {
      int x = random.nextInt(size);
      if (!marked(x)) {
        mark(x);
        r++;
        if (!most) {
          drawn[k++] = x;
        }
      }
    }
    if (most) {
      for (int x = 0; x < size; x++) {
        if (!marked(x)) {
          drawn[k++] = x;
        }
      }
      Arrays.fill(taken, 0);
    } else {
      for (int x : drawn) {
        taken[x >> 6] = 0;
      }
      if (excluded >= 0) {
        taken[excluded >> 6] = 0;
      }
    }
    return drawn;
  }

  private void mark(int x) {
    taken[x >> 6] |= 1L << x;
  }

  private boolean marked(int x) {
    return (taken[x >> 6] >>> x & 1) != 0;
  }
}
