package org.ranvier.networks.connect;

import java.util.OptionalLong;

/** Pairs that can be drawn again source by source. */
interface RowPairs extends PairSource {
  /** Draws rows whose targets are {@code from … to - 1}, for one thread. */
  Row row(int from, int to);

  /** Draws the synapses of one source after the other. */
  interface Row {
    /** Writes those of a source of the population: the synapses of each target in the order of {@link PairSource#write}, with the same keys. */
    void write(int source, SynapseWriter writer);

    /** How many synapses all rows have, where that is known without drawing them. */
    default OptionalLong count() {
      return OptionalLong.empty();
    }
  }
}
