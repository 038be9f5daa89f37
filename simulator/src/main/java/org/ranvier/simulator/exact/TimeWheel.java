package org.ranvier.simulator.exact;

import java.util.Arrays;

/**
 * Finds the entries that are due, where each has one time at most: a hierarchical timing wheel (Varghese & Lauck 1987,
 * doi:10.1145/41457.37504). Setting a time costs the same however many entries there are, and an entry without a time costs nothing
 * as time goes on.
 *
 * <p>Level 0 has a bucket for each of 64 ticks, level 1 one for each of 64 rounds of level 0, and so on; the buckets are linked lists
 * through arrays. When time enters a bucket of a higher level, its entries move down.
 */
public final class TimeWheel {
  static final int BITS = 6;
  static final int BUCKETS = 1 << BITS;
  static final int LEVELS = 6;

  /** Beyond this many ticks an entry waits in the last bucket and is looked at again. */
  private static final long HORIZON = 1L << (BITS * LEVELS);

  private final double tickMs;
  private final double[] due; // the owner's
  private final int[] head = new int[BUCKETS * LEVELS];
  private final int[] next;
  private final int[] previous;
  private final short[] bucket; // -1: none
  private long now; // tick

  /**
   * @param due time of each entry in ms, infinite where it has none; the owner changes it and then calls {@link #update}
   * @param size number of entries
   * @param tickMs about as long as the steps in which {@link #collect} is called
   */
  public TimeWheel(double[] due, int size, double tickMs) {
    this.due = due;
    this.tickMs = tickMs;
    next = new int[size];
    previous = new int[size];
    bucket = new short[size];
    Arrays.fill(bucket, (short) -1);
    Arrays.fill(head, -1);
  }

  /** Takes note of the present time of an entry. */
  public void update(int entry) {
    int to = due[entry] < Double.POSITIVE_INFINITY ? place(due[entry]) : -1;
    if (to != bucket[entry]) {
      unlink(entry);
      link(entry, to);
    }
  }

  private int place(double time) {
    return bucket(time / tickMs, now);
  }

  /** The bucket of what is due after {@code ticks}, at tick {@code now}. */
  static int bucket(double ticks, long now) {
    long tick = Math.max(now, (long) Math.min(ticks, 4e18));
    if (tick - now >= HORIZON) {
      tick = now + HORIZON - 1;
    }
    long differing = tick ^ now;
    int level = differing == 0 ? 0 : Math.min(LEVELS - 1, (63 - Long.numberOfLeadingZeros(differing)) / BITS);
    return level * BUCKETS + (int) (tick >>> (BITS * level) & BUCKETS - 1);
  }

  private void link(int entry, int to) {
    bucket[entry] = (short) to;
    if (to >= 0) {
      int first = head[to];
      next[entry] = first;
      previous[entry] = -1;
      if (first >= 0) {
        previous[first] = entry;
      }
      head[to] = entry;
    }
  }

  private void unlink(int entry) {
    int from = bucket[entry];
    if (from < 0) {
      return;
    }
    int before = previous[entry];
    int after = next[entry];
    if (before >= 0) {
      next[before] = after;
    } else {
      head[from] = after;
    }
    if (after >= 0) {
      previous[after] = before;
    }
    bucket[entry] = -1;
  }

  /** Names all entries with {@code due <= untilMs}, in any order, and forgets their times until they are updated. */
  public void collect(double untilMs, Sink sink) {
    long target = Math.max(now, (long) (untilMs / tickMs));
    while (now < target) {
      empty((int) now & BUCKETS - 1, untilMs, sink);
      now++;
      for (int level = LEVELS - 1; level > 0; level--) {
        if ((now & (1L << BITS * level) - 1) == 0) {
          moveDown(level * BUCKETS + (int) (now >>> BITS * level & BUCKETS - 1));
        }
      }
    }
    empty((int) now & BUCKETS - 1, untilMs, sink);
  }

  private void empty(int from, double untilMs, Sink sink) {
    int entry = head[from];
    while (entry >= 0) {
      int after = next[entry];
      if (due[entry] <= untilMs) {
        unlink(entry);
        sink.due(entry);
      }
      entry = after;
    }
  }

  private void moveDown(int from) {
    int entry = head[from];
    head[from] = -1;
    while (entry >= 0) {
      int after = next[entry];
      link(entry, place(due[entry]));
      entry = after;
    }
  }

  /** Takes the entries that are due. */
  @FunctionalInterface
  public interface Sink {
    void due(int entry);
  }
}
