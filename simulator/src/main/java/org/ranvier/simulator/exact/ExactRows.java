package org.ranvier.simulator.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The synapses of one source population that end at a worker's exact neurons: a row for each source neuron, ordered by delay. The
 * delay, which need not lie on the grid, is stored once where all synapses share it; weights take 4 bytes where these hold them
 * without rounding or the weights were drawn, and 8 otherwise.
 */
final class ExactRows {
  private final int[] row; // synapses of source s: row[s] … row[s + 1]
  private final int[] target; // slot << receptorBits | receptor
  private final float @Nullable [] weight;
  private final double @Nullable [] wideWeight;
  private final double @Nullable [] delay;
  private final double commonDelay;
  private int firstKey;

  ExactRows(
      int[] row, int[] target, float @Nullable [] weight, double @Nullable [] wideWeight, double @Nullable [] delay, double commonDelay) {
    this.row = row;
    this.target = target;
    this.weight = weight;
    this.wideWeight = wideWeight;
    this.delay = delay;
    this.commonDelay = commonDelay;
  }

  int synapses() {
    return target.length;
  }

  long bytes() {
    return 4L * row.length + (weight != null ? 8L : 12L) * target.length + (delay != null ? 8L * target.length : 0);
  }

  /** The numbers by which synapses of all sources are ordered begin here. */
  void numberFrom(int key) {
    firstKey = key;
  }

  double weight(int q) {
    return weight != null ? weight[q] : wideWeight != null ? wideWeight[q] : 0;
  }

  void setWeight(int q, double w) {
    if (weight != null) {
      weight[q] = (float) w;
    } else if (wideWeight != null) {
      wideWeight[q] = w;
    }
  }

  /** The first synapse of each source; not a copy. */
  int[] rows() {
    return row;
  }

  int begin(int source) {
    return row[source];
  }

  int end(int source) {
    return row[source + 1];
  }

  /** The source of synapse {@code q}. */
  int source(int q) {
    int from = 0;
    int to = row.length - 1;
    while (to - from > 1) { // row[from] <= q < row[to]
      int middle = (from + to) >>> 1;
      if (row[middle] <= q) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Delay of synapse {@code q} in ms. */
  double delay(int q) {
    return delay == null ? commonDelay : delay[q];
  }

  /**
   * Adds the events of a spike at the synapses from {@code q} on that it reaches by {@code until}; returns the synapse after them.
   *
   * @param key by which its events are ordered among those of one time; negative: by the numbers of their synapses
   */
  int deliver(double time, int q, int end, double until, int key, EventBuffer into) {
    int to = end;
    if (delay == null) {
      if (time + commonDelay > until) {
        return q;
      }
    } else {
      to = q;
      while (to < end && time + delay[to] <= until) {
        to++;
      }
    }
    int n = to - q;
    into.reserve(n);
    int at = into.size;
    System.arraycopy(target, q, into.target, at, n);
    if (weight != null) {
      widen(weight, q, into.weight, at, n);
    } else if (wideWeight != null) {
      System.arraycopy(wideWeight, q, into.weight, at, n);
    }
    if (delay == null) {
      Arrays.fill(into.time, at, at + n, time + commonDelay);
    } else {
      shift(delay, q, time, into.time, at, n);
    }
    if (key < 0) {
      count(into.key, at, n, firstKey + q);
    } else {
      Arrays.fill(into.key, at, at + n, key);
    }
    into.size = at + n;
    return to;
  }

  private static void widen(float[] from, int q, double[] to, int at, int n) {
    for (int k = 0; k < n; k++) {
      to[at + k] = from[q + k];
    }
  }

  private static void shift(double[] from, int q, double by, double[] to, int at, int n) {
    for (int k = 0; k < n; k++) {
      to[at + k] = by + from[q + k];
    }
  }

  private static void count(int[] to, int at, int n, int first) {
    for (int k = 0; k < n; k++) {
      to[at + k] = first + k;
    }
  }
}
