package org.ranvier.simulator.engine;

import java.util.List;
import java.util.Map;

/**
 * Which state to sample.
 *
 * @param population index of the population
 * @param variables names of state variables, at least one
 * @param neurons indices in the population, ascending, at least one
 * @param intervalSteps samples are taken at the multiples of this many steps; 0 where each neuron is sampled at its own spikes
 * @param receptors by name those of the variables that are no state but the sum of what has arrived at a receptor in the step
 * @param fromStart whether the state at the start is the first sample
 */
public record ProbeSpec(
    int population, List<String> variables, int[] neurons, int intervalSteps, Map<String, Receptor> receptors, boolean fromStart) {
  /**
   * A receptor.
   *
   * @param index among those of the model
   * @param unit of its weights
   */
  public record Receptor(int index, String unit) {}

  /** Samples state variables only. */
  public ProbeSpec(int population, List<String> variables, int[] neurons, int intervalSteps) {
    this(population, variables, neurons, intervalSteps, Map.of());
  }

  /** Samples after the first step and later. */
  public ProbeSpec(int population, List<String> variables, int[] neurons, int intervalSteps, Map<String, Receptor> receptors) {
    this(population, variables, neurons, intervalSteps, receptors, false);
  }

  /** Samples each neuron at its own spikes, with the values after the step in which it fires, reset included. */
  public static ProbeSpec onSpikes(int population, List<String> variables, int[] neurons) {
    return new ProbeSpec(population, variables, neurons, 0);
  }

  /** The same, where some variables are receptors. */
  public ProbeSpec withReceptors(Map<String, Receptor> receptors) {
    return new ProbeSpec(population, variables, neurons, intervalSteps, receptors, fromStart);
  }

  /** The same, with the state at the start as the first sample. */
  public ProbeSpec sampledFromStart() {
    return new ProbeSpec(population, variables, neurons, intervalSteps, receptors, true);
  }

  boolean onSpikes() {
    return intervalSteps == 0;
  }
}
