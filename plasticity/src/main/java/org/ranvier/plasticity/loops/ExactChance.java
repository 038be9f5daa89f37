package org.ranvier.plasticity.loops;

import org.ranvier.simulator.plastic.ExactDelays;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.random.RandomKey;

/**
 * Whether synapses transmit a spike in continuous time. A synapse's draw depends on the source, the time of the spike, the delay, the
 * target, and the synapse's place among those that agree in all of them; these follow each other in a row.
 */
final class ExactChance {
  private final long projection;
  private final int firstTarget;
  private final ExactDelays delays;
  private long spike;
  private int last;
  private int start;

  ExactChance(long seed, String projection, int firstTarget, ExactDelays delays) {
    this.projection = RandomKey.of(seed, "projection", projection, "timed-release");
    this.firstTarget = firstTarget;
    this.delays = delays;
  }

  /** Begins with synapses of a row that a spike reaches; none of those before them agrees with them. */
  void begin(ExactEvent e) {
    spike = RandomKey.bits(RandomKey.bits(projection, e.source), Double.doubleToRawLongBits(e.spike));
    last = -1;
  }

  /** Whether synapse {@code q}, which follows the one that was asked before, transmits. */
  boolean transmits(PlasticSynapses s, int q, double probability) {
    if (last < 0 || s.target(q) != s.target(last) || delays.delay(q) != delays.delay(last)) {
      start = q;
    }
    last = q;
    long delay = RandomKey.bits(spike, Double.doubleToRawLongBits(delays.delay(q)));
    long bits = RandomKey.bits(delay, (long) (firstTarget + s.target(q)) << 32 | q - start);
    return (bits >>> 11) * 0x1.0p-53 < probability;
  }
}
