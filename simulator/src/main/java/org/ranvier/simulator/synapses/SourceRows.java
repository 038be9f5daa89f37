package org.ranvier.simulator.synapses;

/**
 * The static synapses of one source population that end at one worker: a row for each source neuron.
 *
 * <p>A synapse is an index into the worker's inputs and a weight; all projections of the source share the row. Within a row,
 * synapses of one target keep the order in which their projections were made, so that sums of inputs do not depend on the
 * number of workers.
 */
public interface SourceRows {
  /** Number of synapses. */
  long synapses();

  /** Longest delay in steps; 0 where there are no synapses. */
  int maxDelay();

  /** The weight of a synapse. */
  double weight(int q);

  /** Sets the weight of a synapse; its sign must not send it to another receptor. */
  void setWeight(int q, double weight);

  /** Finds synapses again in the order in which they were placed. */
  Places places();

  /** Bytes of all arrays. */
  long bytes();
}
