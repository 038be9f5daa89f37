package org.ranvier.simulator.recording;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;

/** Keeps all spikes in memory: 12 bytes a spike, 20 from the first one on that is not on the grid. */
public final class SpikeCollector implements SpikeListener {
  private final List<PopulationRange> populations;
  private final double resolutionMs;
  private final LongArrayList steps = new LongArrayList();
  private final IntArrayList ids = new IntArrayList();
  private final DoubleArrayList offsets = new DoubleArrayList(); // empty while all are 0
  private long from;
  private long to;

  /**
   * @param afterStep the first block begins after this step
   */
  public SpikeCollector(List<PopulationRange> populations, double resolutionMs, long afterStep) {
    this.populations = populations;
    this.resolutionMs = resolutionMs;
    from = afterStep;
    to = afterStep;
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      for (int j = block.begin(k); j < block.end(k); j++) {
        steps.add(block.firstStep() + k);
      }
    }
    if (block.hasOffsets() || !offsets.isEmpty()) {
      offsets.size(ids.size()); // fills up with zeros
      for (int j = 0; j < block.spikeCount(); j++) {
        offsets.add(block.offset(j));
      }
    }
    ids.addElements(ids.size(), block.ids(), 0, block.spikeCount());
    to = block.endStepExclusive() - 1;
  }

  /** What has been collected so far. */
  public SpikeTrains trains() {
    return new SpikeTrains(populations, resolutionMs, from, to, steps.toLongArray(), ids.toIntArray(), offsets.toDoubleArray());
  }

  /** Forgets what has been collected, and begins again after a step. */
  public void restart(long afterStep) {
    to = afterStep;
    clear();
  }

  /** Forgets what has been collected. */
  public void clear() {
    steps.clear();
    ids.clear();
    offsets.clear();
    from = to;
  }
}
