package org.ranvier.simulator.engine;

import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.state.State;

/**
 * A population as the engine sees it.
 *
 * @param name unique name
 * @param model name of its model, for recordings
 * @param size number of neurons
 * @param receptors number of its input receptors
 * @param kernel makes its dynamics
 * @param initializer sets the initial state of a slice
 */
public record PopulationSpec(
    String name, String model, int size, int receptors, KernelFactory kernel, Initializer initializer) {

  /** Whether it lives in continuous time. */
  public boolean isExact() {
    return kernel instanceof ExactKernel.Factory;
  }

  /** Sets initial values of a slice whose first neuron is {@code first} in the population. */
  @FunctionalInterface
  public interface Initializer {
    void initialize(State state, int first, int size);
  }
}
