package org.ranvier.simulator.recording;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The spikes of a run of consecutive steps, sorted by step and, within a step, by neuron id.
 *
 * <p>A spike of step {@code s} has the time {@code s * resolution}, less its {@linkplain #offset offset}, where exact populations
 * give one: the neuron crossed its threshold in the step that ends there, which is NEST's convention too. The arrays grow as needed and are
 * reused by the engine from block to block: a listener that keeps spikes copies them.
 */
public final class SpikeBlock {
  private long firstStep;
  private int stepCount;
  private int spikeCount;
  private int[] endOfStep = new int[16];
  private int[] ids = new int[64];
  private double[] offsets = new double[0]; // as long as ids, where some spike has one
  private boolean withOffsets;

  /** Empties the block and makes {@code firstStep} its first step. */
  public void reset(long firstStep) {
    this.firstStep = firstStep;
    stepCount = 0;
    spikeCount = 0;
    withOffsets = false;
  }

  /** Adds a spike to the step being written. */
  public void add(int id) {
    if (spikeCount == ids.length) {
      ids = Arrays.copyOf(ids, 2 * spikeCount);
    }
    if (withOffsets) {
      room();
      offsets[spikeCount] = 0;
    }
    ids[spikeCount++] = id;
  }

  /** Adds a spike to the step being written, {@code offsetMs} before its end. */
  public void add(int id, double offsetMs) {
    add(id);
    if (offsetMs != 0) {
      beginOffsets(spikeCount - 1);
      offsets[spikeCount - 1] = offsetMs;
    }
  }

  private void beginOffsets(int before) {
    room();
    if (!withOffsets) {
      withOffsets = true;
      Arrays.fill(offsets, 0, before, 0);
    }
  }

  private void room() {
    if (offsets.length < ids.length) {
      offsets = Arrays.copyOf(offsets, ids.length);
    }
  }

  /** Adds {@code count} spikes of {@code source}, from index {@code from}, each id shifted by {@code shift}. */
  public void addAll(int[] source, int from, int count, int shift) {
    if (spikeCount + count > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, spikeCount + count));
    }
    for (int k = 0; k < count; k++) {
      ids[spikeCount + k] = source[from + k] + shift;
    }
    if (withOffsets) {
      room();
      Arrays.fill(offsets, spikeCount, spikeCount + count, 0);
    }
    spikeCount += count;
  }

  /** Adds spikes that lie before the end of their step by {@code offsetsMs}, where that reaches so far. */
  public void addAll(int[] source, double[] offsetsMs, int from, int count, int shift) {
    int before = spikeCount;
    addAll(source, from, count, shift);
    for (int k = 0; k < count && from + k < offsetsMs.length; k++) {
      if (offsetsMs[from + k] != 0) {
        beginOffsets(spikeCount);
        offsets[before + k] = offsetsMs[from + k];
      }
    }
  }

  /** Closes the step being written; the next spike belongs to the following one. */
  public void endStep() {
    if (stepCount == endOfStep.length) {
      endOfStep = Arrays.copyOf(endOfStep, 2 * stepCount);
    }
    endOfStep[stepCount++] = spikeCount;
  }

  /** Closes the step being written and so many silent ones after it that {@code count} are closed in all. */
  public void endSteps(int count) {
    if (stepCount + count > endOfStep.length) {
      endOfStep = Arrays.copyOf(endOfStep, Math.max(2 * endOfStep.length, stepCount + count));
    }
    Arrays.fill(endOfStep, stepCount, stepCount + count, spikeCount);
    stepCount += count;
  }

  /** The spikes of some neurons. */
  public SpikeBlock of(IntPredicate neurons) {
    var part = new SpikeBlock();
    part.reset(firstStep);
    for (int k = 0; k < stepCount; k++) {
      for (int s = begin(k); s < end(k); s++) {
        if (neurons.test(ids[s])) {
          part.add(ids[s], offset(s));
        }
      }
      part.endStep();
    }
    return part;
  }

  /** The steps of this block up to one of them: the block itself, where that is its last step or a later one. */
  public SpikeBlock upTo(long lastStep) {
    if (endStepExclusive() - 1 <= lastStep) {
      return this;
    }
    var part = new SpikeBlock();
    part.reset(firstStep);
    for (int k = 0; firstStep + k <= lastStep; k++) {
      for (int s = begin(k); s < end(k); s++) {
        part.add(ids[s], offset(s));
      }
      part.endStep();
    }
    return part;
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

  /** Whether some spike lies before the end of its step. */
  public boolean hasOffsets() {
    return withOffsets;
  }

  /** How far a spike lies before the end of its step, in ms. */
  public double offset(int spike) {
    return withOffsets ? offsets[spike] : 0;
  }

  /** Neuron ids; only the first {@link #spikeCount()} are valid. Not a copy. */
  public int[] ids() {
    return ids;
  }
}
