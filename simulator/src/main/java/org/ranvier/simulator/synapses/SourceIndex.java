package org.ranvier.simulator.synapses;

/** Those neurons of a population that have synapses here, numbered in their order: a bit for each neuron, and 4 bytes for every 64. */
final class SourceIndex {
  private final long[] present;
  private final int[] before; // how many there are before each 64
  private final int size;

  /**
   * @param counts how many synapses each neuron has, from index {@code from} on
   */
  SourceIndex(int[] counts, int from, int sources) {
    present = new long[(sources + 63) / 64];
    before = new int[present.length];
    int n = 0;
    for (int s = 0; s < sources; s++) {
      if (s % 64 == 0) {
        before[s / 64] = n;
      }
      if (counts[from + s] > 0) {
        present[s / 64] |= 1L << s;
        n++;
      }
    }
    size = n;
  }

  /** The number of a neuron; -1 if it has no synapses here. */
  int find(int source) {
    long word = present[source >> 6];
    long bit = 1L << source;
    return (word & bit) == 0 ? -1 : before[source >> 6] + Long.bitCount(word & bit - 1);
  }

  /** How many neurons have synapses here. */
  int size() {
    return size;
  }

  /** The counts of those that have synapses here, from index 2 on. */
  int[] rows(int[] counts, int from) {
    int[] rows = new int[size + 2];
    int n = 2;
    for (int w = 0; w < present.length; w++) {
      for (long word = present[w]; word != 0; word &= word - 1) {
        rows[n++] = counts[from + 64 * w + Long.numberOfTrailingZeros(word)];
      }
    }
    return rows;
  }

  long bytes() {
    return 8L * present.length + 4L * before.length;
  }
}
