package org.ranvier.networks.systems.distalreward;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** The steps at which one neuron fires within a window after another; counts the spikes of the first neurons beside. */
public final class Coincidences implements SpikeListener {
  private final int source;
  private final int target;
  private final int window;
  private final int counted;
  private long sourceFired;
  private long spikes;
  private List<Long> found = new ArrayList<>();

  /**
   * @param window in steps; a spike that comes so many steps after, or in the same step, is not found
   * @param counted how many neurons' spikes are counted, from the first one on
   */
  public Coincidences(int source, int target, int window, int counted) {
    this.source = source;
    this.target = target;
    this.window = window;
    this.counted = counted;
    sourceFired = -window;
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      long t = block.firstStep() + k;
      boolean first = false;
      boolean second = false;
      for (int q = block.begin(k); q < block.end(k); q++) {
        int id = block.ids()[q];
        spikes += id < counted ? 1 : 0;
        first |= id == source;
        second |= id == target;
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
  public List<Long> take() {
    var taken = found;
    found = new ArrayList<>();
    return taken;
  }

  /** Spikes so far of the neurons that are counted. */
  public long spikes() {
    return spikes;
  }
}
