package org.ranvier.simulator.kernel;

import org.ranvier.simulator.state.State;

/** A stimulus that acts on the inputs of one worker's slice of a population, e.g. a Poisson drive or a step current. */
@FunctionalInterface
public interface InputKernel {
  /** Adds to the inputs of the neurons {@code from … to - 1} of the slice what they receive in the step that ends at {@code step}. */
  void apply(long step, int from, int to);

  /** Tells it the kernel of the slice, once, before all else. */
  default void attach(NeuronKernel kernel) {}

  /** Its state variables, if it has any. */
  default State state() {
    return new State(0);
  }

  /** Makes the stimulus for one slice. */
  @FunctionalInterface
  interface Factory {
    InputKernel create(SliceContext slice);
  }
}
