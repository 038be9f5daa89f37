package org.ranvier.simulator.plastic;

/**
 * Which neurons the synapses of a part connect.
 *
 * @param sources size of the source population
 * @param firstTarget first local neuron of the target population
 * @param targets number of local neurons
 * @param allTargets size of the target population
 */
public record PartEnds(int sources, int firstTarget, int targets, int allTargets) {}
