package org.ranvier.plasticity.structure;

/**
 * Between which neurons synapses may grow.
 *
 * @param sources indices in the source population
 * @param targets indices in the target population
 * @param autapses whether a neuron may connect to itself; always true where the populations differ
 * @param multapses whether a pair may have more than one synapse
 */
public record Ends(int[] sources, int[] targets, boolean autapses, boolean multapses) {
  /** How many pairs there are at most. */
  long pairs() {
    return (long) sources.length * targets.length;
  }
}
