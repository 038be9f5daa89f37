package org.ranvier.simulator.engine;

import org.ranvier.simulator.kernel.Dynamics;
import org.ranvier.simulator.state.State;

/**
 * A population as the engine sees it.
 *
 * @param name unique name
 * @param model name of its model, for recordings
 * @param size number of neurons
 * @param receptors number of its input receptors
 * @param dynamics makes its kernels
 * @param initializer sets the initial state of a slice
 */
public record PopulationSpec(
    String name, String model, int size, int receptors, Dynamics dynamics, Initializer initializer) {

  /** Sets initial values of a slice whose first neuron is {@code first} in the population. */
  @FunctionalInterface
  public interface Initializer {
    void initialize(State state, int first, int size);
  }
}
