package org.ranvier.networks.systems.xor;

import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** Counts the spikes of one neuron. */
final class NeuronCounter implements SpikeListener {
  private final int id;
  private int count;

  NeuronCounter(int id) {
    this.id = id;
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.spikeCount(); k++) {
      count += block.ids()[k] == id ? 1 : 0;
    }
  }

  /** Spikes since the last call. */
  int take() {
    int taken = count;
    count = 0;
    return taken;
  }
}
