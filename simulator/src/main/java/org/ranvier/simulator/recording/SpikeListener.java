package org.ranvier.simulator.recording;

/**
 * Receives every spike of a simulation, block by block, in order and without a gap. It is called by the thread that has started the
 * run, while the workers may already be up to two blocks further; when the run has ended, it has had them all.
 */
@FunctionalInterface
public interface SpikeListener {
  /** Takes the next block; the block is reused afterwards. */
  void accept(SpikeBlock block);
}
