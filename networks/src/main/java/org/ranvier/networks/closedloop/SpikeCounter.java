package org.ranvier.networks.closedloop;

import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** Counts the spikes of chosen neurons since it was read last. */
final class SpikeCounter implements SpikeListener {
  private final int[] ids; // ascending
  private final int firstId;
  private final int[] slot; // by id, from the first one; -1 for others
  private final double[] counts;

  SpikeCounter(int[] ids) {
    this.ids = ids.clone();
    firstId = ids[0];
    slot = new int[ids[ids.length - 1] - firstId + 1];
    java.util.Arrays.fill(slot, -1);
    for (int k = 0; k < ids.length; k++) {
      slot[ids[k] - firstId] = k;
    }
    counts = new double[ids.length];
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.spikeCount(); k++) {
      int at = block.ids()[k] - firstId;
      if (at >= 0 && at < slot.length && slot[at] >= 0) {
        counts[slot[at]]++;
      }
    }
  }

  /** The counts since the last call. */
  double[] take() {
    double[] taken = counts.clone();
    java.util.Arrays.fill(counts, 0);
    return taken;
  }

  int size() {
    return ids.length;
  }
}
