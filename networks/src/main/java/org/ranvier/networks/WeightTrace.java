package org.ranvier.networks;

/**
 * A variable of chosen plastic synapses, sampled at an interval.
 *
 * @param projection name of the projection
 * @param variable {@code weight} or another variable of its rule
 * @param sources index of each synapse's source in its population
 * @param targets index of each synapse's target in its population
 * @param timesMs time of each sample: all spikes that have reached the synapse by then count
 * @param values {@code [synapse][sample]}
 */
public record WeightTrace(String projection, String variable, int[] sources, int[] targets, double[] timesMs,
    double[][] values) {}
