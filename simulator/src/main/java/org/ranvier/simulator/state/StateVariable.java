package org.ranvier.simulator.state;

/**
 * A state variable of a slice of neurons.
 *
 * @param name the field's name for it, e.g. {@code V_m}
 * @param unit its unit, e.g. {@code mV}; {@code 1} where it has none
 * @param meaning what it is, in a few words
 * @param values one value for each neuron of the slice, then padding up to the slice's padded size
 */
public record StateVariable(String name, String unit, String meaning, double[] values) {}
