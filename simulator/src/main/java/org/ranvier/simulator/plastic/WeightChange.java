package org.ranvier.simulator.plastic;

/** What a changed weight becomes. */
@FunctionalInterface
public interface WeightChange {
  /**
   * @param source index of the source in its population
   * @param delaySteps delay from soma to soma
   * @param target index of the target in its population
   */
  double of(int source, int delaySteps, int target, double weight);
}
