package org.ranvier.simulator.engine;

import java.util.List;
import java.util.Optional;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.exact.SentSpikes;

/**
 * Where the spikes of an epoch are to be found: with the workers here, or, where there are other ranks, gathered in one place.
 *
 * @param exactParts of the workers of this rank that have one
 * @param outboxes [parity of the epoch][sender]
 * @param partition among which senders populations are divided
 * @param gathered spikes of exact neurons, where they have been gathered
 */
record Senders(List<ExactPart> exactParts, Outbox[][] outboxes, Partition partition, Optional<SentSpikes> gathered) {
  /** Those of an epoch. */
  Outbox[] outboxes(int parity) {
    return outboxes[parity];
  }
}
