package org.ranvier.simulator.state;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Where the values that one process has of an array stand in the whole of it: runs of consecutive places, in ascending order, whose values the process has one
 * after the other.
 */
public final class Share {
  /** All of it, the same in all processes. */
  public static final Share ALL = new Share(-1, new long[0], new int[] {0}, 0);

  private final long total;
  private final long[] at;
  private final int[] begin; // of each run among the values of this process, and the end of the last one
  private final int behind;

  private Share(long total, long[] at, int[] begin, int behind) {
    this.total = total;
    this.at = at;
    this.begin = begin;
    this.behind = behind;
  }

  /**
   * Runs.
   *
   * @param total values of the whole
   * @param at where each run begins in it
   * @param counts how many values each has
   */
  public static Share runs(long total, long[] at, int[] counts) {
    int[] begin = new int[at.length + 1];
    for (int k = 0; k < at.length; k++) {
      begin[k + 1] = Math.addExact(begin[k], counts[k]);
    }
    return new Share(total, at, begin, 0);
  }

  /** One run. */
  public static Share run(long total, long at, int count) {
    return runs(total, new long[] {at}, new int[] {count});
  }

  /** Neurons {@code from … to - 1} of {@code all}, in each of several columns that follow one another. */
  static Share slice(int from, int to, int all, int columns) {
    long[] at = new long[columns];
    int[] counts = new int[columns];
    Arrays.setAll(at, c -> (long) c * all + from);
    Arrays.fill(counts, to - from);
    return runs((long) columns * all, at, counts);
  }

  /**
   * What stands behind the values of the processes that have earlier neurons, however many these are.
   *
   * @param first neuron of this process
   */
  static Share behind(int first, int count) {
    return new Share(-1, new long[] {0}, new int[] {0, count}, first + 1);
  }

  /** The places whose values are of a kind. */
  static Share where(int[] whole, IntPredicate kind) {
    int n = 0;
    for (int k = 0; k < whole.length; k++) {
      n += kind.test(whole[k]) && (k == 0 || !kind.test(whole[k - 1])) ? 1 : 0;
    }
    long[] at = new long[n];
    int[] counts = new int[n];
    n = 0;
    for (int k = 0; k < whole.length; k++) {
      if (kind.test(whole[k])) {
        if (k == 0 || !kind.test(whole[k - 1])) {
          at[n++] = k;
        }
        counts[n - 1]++;
      }
    }
    return runs(whole.length, at, counts);
  }

  public boolean isAll() {
    return this == ALL;
  }

  /** Whether it stands {@linkplain #behind behind} others: where, is not known yet. */
  public boolean isBehind() {
    return behind > 0;
  }

  /** The first neuron, by which those stand that stand {@linkplain #behind behind} one another. */
  public int firstNeuron() {
    return behind - 1;
  }

  /** Number of values of the whole; -1 where that is not known. */
  public long total() {
    return total;
  }

  /** Number of values of this process. */
  public int size() {
    return begin[at.length];
  }

  public int runs() {
    return at.length;
  }

  /** Where a run begins in the whole. */
  public long at(int run) {
    return at[run];
  }

  /** Where a run begins among the values of this process. */
  public int begin(int run) {
    return begin[run];
  }

  public int count(int run) {
    return begin[run + 1] - begin[run];
  }

  /** The first run that ends behind a place of the whole. */
  public int runBehind(long place) {
    int low = 0;
    int high = at.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at[middle] + count(middle) > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
