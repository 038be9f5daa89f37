package org.ranvier.networks.connect;

/** Yields the pairs of a rule, for the targets of a range. */
interface PairSource {
  /** Writes the synapses whose targets have population indices {@code from … to - 1}. */
  void write(int from, int to, SynapseWriter writer);

  /** How many in all, or about how many. */
  long expectedCount();
}
