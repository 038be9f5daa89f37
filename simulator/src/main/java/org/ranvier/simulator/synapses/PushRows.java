package org.ranvier.simulator.synapses;

import org.jspecify.annotations.Nullable;

/**
 * Rows with a delay for each synapse, for sources with few synapses over many delays, whose fragments would be tiny: a row is
 * delivered once, right after the spike, into a ring of input slots of the same width as its weights.
 */
public final class PushRows implements SourceRows {
  private final @Nullable SourceIndex index; // where few sources have synapses
  private final int[] row; // synapses of source s, or of the s-th one that has some: row[s] … row[s + 1]
  private final char[] delay;
  private final int[] target; // index into the worker's inputs
  private final float @Nullable [] weight;
  private final double @Nullable [] wideWeight;
  private final int maxDelay;

  PushRows(@Nullable SourceIndex index, int[] row, int maxDelay, Synapses synapses) {
    this.index = index;
    this.row = row;
    delay = synapses.delay;
    target = synapses.target;
    weight = synapses.weight;
    wideWeight = synapses.wideWeight;
    this.maxDelay = maxDelay;
  }

  /**
   * The synapses of rows.
   *
   * @param weight weights of 4 bytes, if they take 4
   * @param wideWeight weights of 8 bytes, if they take 8
   */
  record Synapses(char[] delay, int[] target, float @Nullable [] weight, double @Nullable [] wideWeight) {}

  @Override
  public long synapses() {
    return target.length;
  }

  @Override
  public double weight(int q) {
    return weight != null ? weight[q] : wideWeight != null ? wideWeight[q] : 0;
  }

  @Override
  public void setWeight(int q, double w) {
    if (weight != null) {
      weight[q] = (float) w;
    } else if (wideWeight != null) {
      wideWeight[q] = w;
    }
  }

  @Override
  public Places places() {
    int[] next = row.clone();
    return (source, d) -> next[find(source)]++;
  }

  @Override
  public int maxDelay() {
    return maxDelay;
  }

  @Override
  public long bytes() {
    return (index == null ? 0 : index.bytes()) + 4L * row.length + (weight != null ? 10L : 14L) * target.length;
  }

  /**
   * Delivers the rows of all spikes of step {@code fired}.
   *
   * @return the number of synaptic events
   */
  public long deliver(long fired, SpikeHistory history, InputRing ring) {
    int[] neurons = history.neurons(fired);
    int count = history.count(fired);
    long events = 0;
    for (int k = 0; k < count; k++) {
      int r = find(neurons[k]);
      if (r < 0) {
        continue;
      }
      int from = row[r];
      int to = row[r + 1];
      scatter(fired, ring, from, to);
      events += to - from;
    }
    return events;
  }

  private int find(int source) {
    return index == null ? source : index.find(source);
  }

  /** Delivers once more, of the spikes of step {@code fired}, what arrives after step {@code now}. */
  public void restore(long fired, long now, SpikeHistory history, InputRing ring) {
    for (int k = 0; k < history.count(fired); k++) {
      int r = find(history.neurons(fired)[k]);
      for (int q = r < 0 ? 0 : row[r]; r >= 0 && q < row[r + 1]; q++) {
        if (fired + delay[q] > now) {
          scatter(fired, ring, q, q + 1);
        }
      }
    }
  }

  private void scatter(long fired, InputRing ring, int from, int to) {
    if (weight != null) {
      scatter(ring.slots(), (int) fired, ring.mask(), delay, target, weight, from, to);
    } else if (wideWeight != null) {
      scatter(ring.wideSlots(), (int) fired, ring.mask(), delay, target, wideWeight, from, to);
    }
  }

  private static void scatter(
      float[][] slots, int fired, int mask, char[] delay, int[] target, float[] weight, int q, int to) {
    for (; q < to; q++) {
      slots[(fired + delay[q]) & mask][target[q]] += weight[q];
    }
  }

  private static void scatter(
      double[][] slots, int fired, int mask, char[] delay, int[] target, double[] weight, int q, int to) {
    for (; q < to; q++) {
      slots[(fired + delay[q]) & mask][target[q]] += weight[q];
    }
  }
}
