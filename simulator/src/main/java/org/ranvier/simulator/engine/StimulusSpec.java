package org.ranvier.simulator.engine;

import org.ranvier.simulator.kernel.InputKernel;

/**
 * A stimulus that acts on the inputs of a population.
 *
 * @param target index of the population
 * @param usesCurrent whether it sets the neurons' external current
 * @param factory makes it for each slice
 */
public record StimulusSpec(int target, boolean usesCurrent, InputKernel.Factory factory) {}
