package org.ranvier.simulator.synapses;

import org.jspecify.annotations.Nullable;

/**
 * Rows with a delay for each synapse, for sources with few synapses over many delays, whose fragments would be tiny: a row is
 * delivered once, right after the spike, into a ring of input slots of the same width as its weights.
 */
public final class PushRows implements SourceRows {
  private final int[] row; // synapses of source s: row[s] … row[s + 1]
  private final char[] delay;
  private final int[] target; // index into the worker's inputs
  private final float @Nullable [] weight;
  private final double @Nullable [] wideWeight;
  private final int maxDelay;

  PushRows(int[] row, char[] delay, int[] target, float @Nullable [] weight, double @Nullable [] wideWeight, int maxDelay) {
    this.row = row;
    this.delay = delay;
    this.target = target;
    this.weight = weight;
    this.wideWeight = wideWeight;
    this.maxDelay = maxDelay;
  }

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
    return (source, delay) -> next[source]++;
  }

  @Override
  public int maxDelay() {
    return maxDelay;
  }

  @Override
  public long bytes() {
    return 4L * row.length + (weight != null ? 10L : 14L) * target.length;
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
      int from = row[neurons[k]];
      int to = row[neurons[k] + 1];
      scatter(fired, ring, from, to);
      events += to - from;
    }
    return events;
  }

  /** Delivers once more, of the spikes of step {@code fired}, what arrives after step {@code now}. */
  public void restore(long fired, long now, SpikeHistory history, InputRing ring) {
    for (int k = 0; k < history.count(fired); k++) {
      int source = history.neurons(fired)[k];
      for (int q = row[source]; q < row[source + 1]; q++) {
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
