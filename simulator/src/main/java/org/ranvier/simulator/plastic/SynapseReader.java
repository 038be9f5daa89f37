package org.ranvier.simulator.plastic;

/** Sees synapses with their present state. */
@FunctionalInterface
public interface SynapseReader {
  /**
   * @param synapses a copy; the fragment is all of it
   * @param firstTarget is added to its targets
   */
  void accept(int source, int delaySteps, PlasticSynapses synapses, int firstTarget);
}
