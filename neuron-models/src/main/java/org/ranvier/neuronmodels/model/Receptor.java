package org.ranvier.neuronmodels.model;

/**
 * An input port of a model for spikes.
 *
 * @param name e.g. {@code excitatory}
 * @param unit unit of the weights that end there, e.g. {@code pA}
 * @param meaning what an arriving weight does
 */
public record Receptor(String name, String unit, String meaning) {}
