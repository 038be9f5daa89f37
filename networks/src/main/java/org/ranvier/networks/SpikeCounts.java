package org.ranvier.networks;

import java.util.Arrays;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/**
 * Counts the spikes of chosen neurons as they happen: a few bytes a neuron, however long the simulation runs, so that it can be asked after each of ten thousand trials.
 *
 * <pre>{@code
 * SpikeCounts counts = simulation.count(output);
 * simulation.run(ms(100));
 * double[] response = counts.take();            // since the last take(), a number for each neuron
 * double total = Arrays.stream(response).sum();
 * }</pre>
 *
 * <p>Not to be asked while a run goes on.
 */
public final class SpikeCounts implements SpikeListener {
  private final int firstId;
  private final int[] slot; // by id, from the first one; -1 for others
  private final double[] counts;
  private double sinceMs;
  private double nowMs;
  private final double resolutionMs;

  /**
   * @param ids network-wide, ascending
   */
  SpikeCounts(int[] ids, double resolutionMs, double nowMs) {
    if (ids.length == 0) {
      throw new RanvierException("spikes of no neurons cannot be counted; name at least one");
    }
    firstId = ids[0];
    slot = new int[ids[ids.length - 1] - firstId + 1];
    Arrays.fill(slot, -1);
    for (int k = 0; k < ids.length; k++) {
      slot[ids[k] - firstId] = k;
    }
    counts = new double[ids.length];
    this.resolutionMs = resolutionMs;
    sinceMs = nowMs;
    this.nowMs = nowMs;
  }

  @Override
  public void accept(SpikeBlock block) {
    int[] ids = block.ids();
    for (int k = 0; k < block.spikeCount(); k++) {
      int at = ids[k] - firstId;
      if (at >= 0 && at < slot.length && slot[at] >= 0) {
        counts[slot[at]]++;
      }
    }
    nowMs = (block.endStepExclusive() - 1) * resolutionMs;
  }

  /** The spikes of each neuron since the last {@link #take}, or since counting began; counting goes on. */
  public double[] now() {
    return counts.clone();
  }

  /** All of them together. */
  public double total() {
    return Arrays.stream(counts).sum();
  }

  /** The rate of each neuron in spikes/s since the last {@link #take}; 0 where no time has passed. */
  public double[] ratesHz() {
    double seconds = (nowMs - sinceMs) / 1000;
    return Arrays.stream(counts).map(n -> seconds > 0 ? n / seconds : 0).toArray();
  }

  /** The spikes of each neuron since the last call, or since counting began; from now on they are counted from 0. */
  public double[] take() {
    double[] taken = counts.clone();
    Arrays.fill(counts, 0);
    sinceMs = nowMs;
    return taken;
  }

  /** Number of neurons. */
  public int size() {
    return counts.length;
  }
}
