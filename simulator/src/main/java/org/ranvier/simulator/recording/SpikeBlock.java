package org.ranvier.simulator.recording;

import java.util.Arrays;

/**
 * The spikes of a run of consecutive steps, sorted by step and, within a step, by neuron id.
 *
 * <p>A spike of step {@code s} has the time {@code s * resolution} (plus its offset, where exact populations give one): the
 * neuron crossed its threshold in the step that ends there, which is NEST's convention too. The arrays grow as needed and are
 * reused by the engine from block to block: a listener that keeps spikes copies them.
 */
public final class SpikeBlock {
  private long firstStep;
  private int stepCount;
  private int spikeCount;
  private int[] endOfStep = new int[16];
  private int[] ids = new int[64];

  /** Empties the block and makes {@code firstStep} its first step. */
  public void reset(long firstStep) {
    this.firstStep = firstStep;
    stepCount = 0;
    spikeCount = 0;
  }

  /** Adds a spike to the step being written. */
  public void add(int id) {
    if (spikeCount == ids.length) {
      ids = Arrays.copyOf(ids, 2 * spikeCount);
    }
    ids[spikeCount++] = id;
  }

  /** Adds {@code count} spikes of {@code source}, from index {@code from}, each id shifted by {@code shift}. */
  public void addAll(int[] source, int from, int count, int shift) {
    if (spikeCount + count > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, spikeCount + count));
    }
    for (int k = 0; k < count; k++) {
      ids[spikeCount + k] = source[from + k] + shift;
    }
    spikeCount += count;
  }

  /** Closes the step being written; the next spike belongs to the following one. */
  public void endStep() {
    if (stepCount == endOfStep.length) {
      endOfStep = Arrays.copyOf(endOfStep, 2 * stepCount);
    }
    endOfStep[stepCount++] = spikeCount;
  }

  public long firstStep() {
    return firstStep;
  }

  /** The step after the last closed one. */
  public long endStepExclusive() {
    return firstStep + stepCount;
  }

  public int stepCount() {
    return stepCount;
  }

  public int spikeCount() {
    return spikeCount;
  }

  /** The index in {@link #ids()} of the first spike of the block's step number {@code k} (0-based). */
  public int begin(int k) {
    return k == 0 ? 0 : endOfStep[k - 1];
  }

  /** The index in {@link #ids()} after the last spike of the block's step number {@code k}. */
  public int end(int k) {
    return endOfStep[k];
  }

  /** Neuron ids; only the first {@link #spikeCount()} are valid. Not a copy. */
  public int[] ids() {
    return ids;
  }
}
