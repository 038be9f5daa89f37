package org.ranvier.simulator.synapses;

/** Where the synapses of rows stand, asked for in the order in which they were placed. */
@FunctionalInterface
public interface Places {
  /** The place of the next synapse of a source with a delay in steps. */
  int next(int source, int delay);
}
