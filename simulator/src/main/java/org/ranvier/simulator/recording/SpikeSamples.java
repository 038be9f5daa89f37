package org.ranvier.simulator.recording;

import java.util.List;

/**
 * State variables of neurons at their own spikes, in the order of the spikes: by time, then by neuron.
 *
 * @param population name of the population
 * @param variables names of the variables
 * @param units their units
 * @param neurons for each spike the index of the neuron in the population
 * @param timesMs time of each spike
 * @param values {@code [variable][spike]}, after the step in which the neuron fires, reset included
 */
public record SpikeSamples(
    String population, List<String> variables, List<String> units, int[] neurons, double[] timesMs, double[][] values) {}
