package org.ranvier.neuronmodels.model;

/**
 * An input port of a model for continuous coupling: at every step a neuron hears the sum, over its sources, of a weight times the
 * value of one of the source's variables.
 *
 * <p>A kernel of a model with this port has the state variable {@code name}, which is set to {@code Σ weight · value} before each
 * step, and, if it wants to know it, the variable {@link #total}, which is set to {@code Σ weight}.
 *
 * @param name e.g. {@code gap}
 * @param unit unit of the weights that end there, e.g. {@code nS}
 * @param variable the variable of the sources that is heard, e.g. {@code V_m}
 * @param variableUnit its unit
 * @param meaning what is done with it
 */
public record Coupling(String name, String unit, String variable, String variableUnit, String meaning) {
  /** Name of the state variable for the sum of the weights. */
  public String total() {
    return name + "_weights";
  }
}
