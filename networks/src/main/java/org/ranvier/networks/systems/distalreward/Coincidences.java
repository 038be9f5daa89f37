package org.ranvier.networks.systems.distalreward;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** The steps at which one neuron fires within a window after another; counts all spikes beside. */
final class Coincidences implements SpikeListener {
  private final int source;
  private final int target;
  private final int window;
  private long sourceFired;
  private long spikes;
  private List<Long> found = new ArrayList<>();

  /**
   * @param window in steps; a spike that comes so many steps after, or in the same step, is not counted
   */
  Coincidences(int source, int target, int window) {
    this.source = source;
    this.target = target;
    this.window = window;
    sourceFired = -window;
  }

  @Override
  public void accept(SpikeBlock block) {
    spikes += block.spikeCount();
    for (int k = 0; k < block.stepCount(); k++) {
      long t = block.firstStep() + k;
      boolean first = false;
      boolean second = false;
      for (int q = block.begin(k); q < block.end(k); q++) {
        first |= block.ids()[q] == source;
        second |= block.ids()[q] == target;
      }
      if (second && t > sourceFired && t - sourceFired < window) {
        found.add(t);
      }
      if (first) {
        sourceFired = t;
      }
    }
  }

  /** Those found since the last call. */
  List<Long> take() {
    var taken = found;
    found = new ArrayList<>();
    return taken;
  }

  /** Spikes of all neurons so far. */
  long spikes() {
    return spikes;
  }
}
