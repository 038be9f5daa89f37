package org.ranvier.simulator.exact;

import static org.ranvier.simulator.exact.TimeWheel.BITS;
import static org.ranvier.simulator.exact.TimeWheel.BUCKETS;
import static org.ranvier.simulator.exact.TimeWheel.LEVELS;

import java.util.Arrays;

/**
 * The next arrival of each of many sources, by time: a hierarchical timing wheel as {@link TimeWheel}, for entries that are never taken
 * back. So an entry stands with all that it needs in its bucket, and buckets are read and written in one go: with a source for each of a
 * million neurons, links from entry to entry would lead through main memory.
 *
 * <p>Buckets consist of chunks of equal size from one pool, so that memory follows the number of entries.
 */
public final class ArrivalQueue {
  private static final int CHUNK = 64;

  private final double tickMs;
  private final int[] head = new int[BUCKETS * LEVELS]; // the chunk that is being filled; -1: none
  private final int[] filled = new int[BUCKETS * LEVELS]; // entries in it
  private int free = -1; // the first free chunk
  private int[] next = new int[0]; // chunk of the same bucket, or free one; -1: none
  private double[] time = new double[0];
  private int[] source = new int[0];
  private int[] number = new int[0];
  private long now; // tick

  /** {@code tickMs} is about as long as the steps in which {@link #collect} is called. */
  public ArrivalQueue(double tickMs) {
    this.tickMs = tickMs;
    Arrays.fill(head, -1);
  }

  /** One that begins at a later time. */
  public ArrivalQueue(double tickMs, double nowMs) {
    this(tickMs);
    now = (long) (nowMs / tickMs);
  }

  /** Shows all arrivals to come, in any order. */
  public void forEach(Sink sink) {
    for (int bucket = 0; bucket < head.length; bucket++) {
      int n = filled[bucket];
      for (int chunk = head[bucket]; chunk >= 0; chunk = next[chunk]) {
        for (int k = chunk * CHUNK; k < chunk * CHUNK + n; k++) {
          sink.arrival(time[k], source[k], number[k]);
        }
        n = CHUNK;
      }
    }
  }

  /**
   * Adds an arrival.
   *
   * @param timeMs finite; not before the time up to which arrivals have been collected
   * @param numberOfArrival is kept with it
   */
  public void add(double timeMs, int ofSource, int numberOfArrival) {
    int bucket = TimeWheel.bucket(timeMs / tickMs, now);
    int chunk = head[bucket];
    if (chunk < 0 || filled[bucket] == CHUNK) {
      chunk = take();
      next[chunk] = head[bucket];
      head[bucket] = chunk;
      filled[bucket] = 0;
    }
    int at = chunk * CHUNK + filled[bucket]++;
    time[at] = timeMs;
    source[at] = ofSource;
    number[at] = numberOfArrival;
  }

  private int take() {
    if (free < 0) {
      int before = next.length;
      int chunks = Math.max(16, before + before / 4);
      next = Arrays.copyOf(next, chunks);
      time = Arrays.copyOf(time, chunks * CHUNK);
      source = Arrays.copyOf(source, chunks * CHUNK);
      number = Arrays.copyOf(number, chunks * CHUNK);
      for (int c = chunks - 1; c >= before; c--) {
        release(c);
      }
    }
    int chunk = free;
    free = next[chunk];
    return chunk;
  }

  private void release(int chunk) {
    next[chunk] = free;
    free = chunk;
  }

  /** Hands over all arrivals at or before {@code untilMs}, in any order, and forgets them; the sink may add others, after that time. */
  public void collect(double untilMs, Sink sink) {
    long target = Math.max(now, (long) (untilMs / tickMs));
    while (now < target) {
      empty((int) now & BUCKETS - 1, untilMs, sink);
      now++;
      for (int level = LEVELS - 1; level > 0; level--) {
        if ((now & (1L << BITS * level) - 1) == 0) {
          empty(level * BUCKETS + (int) (now >>> BITS * level & BUCKETS - 1), Double.NEGATIVE_INFINITY, sink);
        }
      }
    }
    empty((int) now & BUCKETS - 1, untilMs, sink);
  }

  /** Hands over what is due, and puts the rest where it belongs now. */
  private void empty(int bucket, double untilMs, Sink sink) {
    int chunk = head[bucket];
    int n = filled[bucket];
    head[bucket] = -1;
    while (chunk >= 0) {
      for (int k = chunk * CHUNK; k < chunk * CHUNK + n; k++) {
        if (time[k] <= untilMs) {
          sink.arrival(time[k], source[k], number[k]);
        } else {
          add(time[k], source[k], number[k]);
        }
      }
      n = CHUNK;
      int after = next[chunk];
      release(chunk);
      chunk = after;
    }
  }

  /** Takes the arrivals that are due. */
  @FunctionalInterface
  public interface Sink {
    void arrival(double timeMs, int source, int number);
  }
}
