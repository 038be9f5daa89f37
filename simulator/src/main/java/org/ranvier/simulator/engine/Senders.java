package org.ranvier.simulator.engine;

import java.util.Optional;
import org.ranvier.simulator.exact.SentSpikes;

/**
 * Where the spikes of an epoch are to be found: with the workers here, or, where there are other ranks, gathered in one place.
 *
 * @param workers those of this rank
 * @param outboxes [parity of the epoch][sender]
 * @param partition among which senders populations are divided
 * @param exact spikes of exact neurons, where they have been gathered
 */
record Senders(Worker[] workers, Outbox[][] outboxes, Partition partition, Optional<SentSpikes> exact) {
  /** Those of an epoch. */
  Outbox[] outboxes(int parity) {
    return outboxes[parity];
  }
}
