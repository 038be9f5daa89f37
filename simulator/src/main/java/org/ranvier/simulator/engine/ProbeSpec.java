package org.ranvier.simulator.engine;

import java.util.List;

/**
 * Which state to sample.
 *
 * @param population index of the population
 * @param variables names of state variables, at least one
 * @param neurons indices in the population, ascending, at least one
 * @param intervalSteps samples are taken at the multiples of this many steps; 0 where each neuron is sampled at its own spikes
 */
public record ProbeSpec(int population, List<String> variables, int[] neurons, int intervalSteps) {
  /** Samples each neuron at its own spikes, with the values after the step in which it fires, reset included. */
  public static ProbeSpec onSpikes(int population, List<String> variables, int[] neurons) {
    return new ProbeSpec(population, variables, neurons, 0);
  }

  boolean onSpikes() {
    return intervalSteps == 0;
  }
}
