package org.ranvier.simulator.recording;

/** Receives every spike of a simulation, block by block, in order and without a gap; called by one thread at a time. */
@FunctionalInterface
public interface SpikeListener {
  /** Takes the next block; the block is reused afterwards. */
  void accept(SpikeBlock block);
}
