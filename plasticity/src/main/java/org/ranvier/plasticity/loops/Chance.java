package org.ranvier.plasticity.loops;

import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * Whether synapses transmit a spike. A synapse's draw depends on the source, the spike, the delay, the block of its target and
 * its place among the synapses of that block: blocks are never divided between workers.
 */
final class Chance {
  private final long projection;
  private final int firstBlock;
  private long spike;
  private int block;
  private int start;

  Chance(long seed, String projection, int firstTarget) {
    this.projection = RandomKey.of(seed, "projection", projection, "release");
    firstBlock = firstTarget / SynapseGenerator.TARGET_BLOCK;
  }

  /** Begins with a fragment. */
  void begin(PreEvent e) {
    spike = RandomKey.bits(RandomKey.bits(projection, (long) e.source << 32 | e.spike), e.delay);
    block = -1;
  }

  /** Whether synapse {@code q}, which follows those that were asked before, transmits; {@code target} is local. */
  boolean transmits(int q, int target, double probability) {
    int b = target / SynapseGenerator.TARGET_BLOCK;
    if (b != block) {
      block = b;
      start = q;
    }
    long bits = RandomKey.bits(spike, (long) (firstBlock + b) << 32 | q - start);
    return (bits >>> 11) * 0x1.0p-53 < probability;
  }
}
