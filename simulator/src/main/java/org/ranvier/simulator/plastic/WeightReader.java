package org.ranvier.simulator.plastic;

/** Sees weights. */
@FunctionalInterface
public interface WeightReader {
  /**
   * @param source index of the source in its population
   * @param delaySteps delay from soma to soma
   * @param target index of the target in its population
   */
  void accept(int source, int delaySteps, int target, double weight);
}
