package org.ranvier.simulator.engine;

import java.util.List;

/**
 * Which state to sample.
 *
 * @param population index of the population
 * @param variables names of state variables, at least one
 * @param neurons indices in the population, ascending, at least one
 * @param intervalSteps samples are taken at the multiples of this many steps
 */
public record ProbeSpec(int population, List<String> variables, int[] neurons, int intervalSteps) {}
