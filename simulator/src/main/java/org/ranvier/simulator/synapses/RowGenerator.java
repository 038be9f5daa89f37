package org.ranvier.simulator.synapses;

import java.util.OptionalLong;

/** The synapses of a projection that end at some targets, made source by source, again and again. One object serves one thread. */
public interface RowGenerator {
  /**
   * Passes on the synapses of a source, with weights. They are those that {@link SynapseGenerator#generate} makes; several with one target come in its order.
   *
   * @param source index in its population; one without synapses has none
   */
  void generate(int source, SynapseBatch.Consumer consumer);

  /** How many synapses there are of all sources, where that is known without making them. */
  OptionalLong count();
}
