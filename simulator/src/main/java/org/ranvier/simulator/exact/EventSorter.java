package org.ranvier.simulator.exact;

import java.util.Arrays;

/**
 * Puts events in order of their targets: by digits from the lowest, so in time proportional to their number, and without
 * boxing. What is sorted is one number for each event, target above and place in the buffer below.
 */
final class EventSorter {
  /** Below that many a comparison sort is quicker than the tables of digits. */
  private static final int FEW = 256;

  private static final int DIGIT_BITS = 11;
  private static final long NOTHING = 0xFFFF_FFFFL;

  private final int receptorBits;
  private final int slotBits;
  private final int[] count = new int[(1 << DIGIT_BITS) + 1];
  private long[] code = new long[256];
  private long[] other = new long[256];

  EventSorter(int slots, int receptorBits) {
    this.receptorBits = receptorBits;
    slotBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, slots - 1));
  }

  /** The events and wakes in order of their slots; within a slot in the order of the buffer. */
  long[] sort(EventBuffer events) {
    int n = events.size + events.wakes;
    if (code.length < n) {
      code = new long[Math.max(n, 2 * code.length)];
      other = new long[code.length];
    }
    for (int k = 0; k < events.size; k++) {
      code[k] = (long) (events.target[k] >>> receptorBits) << 32 | k;
    }
    for (int k = 0; k < events.wakes; k++) {
      code[events.size + k] = (long) events.wake[k] << 32 | NOTHING;
    }
    if (n <= FEW) {
      Arrays.sort(code, 0, n);
      return code;
    }
    int passes = (slotBits + DIGIT_BITS - 1) / DIGIT_BITS;
    int bits = (slotBits + passes - 1) / passes;
    for (int pass = 0; pass < passes; pass++) {
      scatter(code, other, n, 32 + pass * bits, (1 << bits) - 1, count);
      long[] swap = code;
      code = other;
      other = swap;
    }
    return code;
  }

  private static void scatter(long[] from, long[] to, int n, int shift, int mask, int[] count) {
    Arrays.fill(count, 0, mask + 2, 0);
    for (int k = 0; k < n; k++) {
      count[((int) (from[k] >>> shift) & mask) + 1]++;
    }
    for (int d = 0; d < mask; d++) {
      count[d + 1] += count[d];
    }
    for (int k = 0; k < n; k++) {
      long c = from[k];
      to[count[(int) (c >>> shift) & mask]++] = c;
    }
  }

  static int slot(long code) {
    return (int) (code >>> 32);
  }

  /** Place in the buffer, or a negative number for a wake. */
  static int place(long code) {
    return (int) code;
  }
}
