package org.ranvier.simulator.synapses;

/** Sees the synapses of a projection one after the other, and says what their weights are from then on. */
@FunctionalInterface
public interface SynapseVisitor {
  /**
   * @param source index of the source in its population
   * @param target index of the target in its population
   * @param delayMs delay from soma to soma
   * @param weight in the unit of the receptor
   * @return the weight from now on
   */
  double visit(int source, int target, double delayMs, double weight);
}
