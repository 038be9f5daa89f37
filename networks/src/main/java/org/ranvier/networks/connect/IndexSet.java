package org.ranvier.networks.connect;

/** Collects indices in any order and gives them back in ascending order; one object serves one thread. */
final class IndexSet {
  private final long[] words;
  private int first = Integer.MAX_VALUE;
  private int last = -1;

  IndexSet(int size) {
    words = new long[(size + 63) / 64];
  }

  void add(int index) {
    int word = index >> 6;
    words[word] |= 1L << index;
    first = Math.min(first, word);
    last = Math.max(last, word);
  }

  /** Moves the indices into an array that is large enough; returns how many. */
  int drain(int[] out) {
    int n = 0;
    for (int w = first; w <= last; w++) {
      for (long bits = words[w]; bits != 0; bits &= bits - 1) {
        out[n++] = (w << 6) + Long.numberOfTrailingZeros(bits);
      }
      words[w] = 0;
    }
    first = Integer.MAX_VALUE;
    last = -1;
    return n;
  }
}
