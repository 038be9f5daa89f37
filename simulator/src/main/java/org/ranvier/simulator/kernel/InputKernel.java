package org.ranvier.simulator.kernel;

import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.state.Stateful;

/** A stimulus that acts on the inputs of one worker's slice of a population, e.g. a Poisson drive or a step current. */
@FunctionalInterface
public interface InputKernel extends Stateful {
  /** Adds to the inputs of the neurons {@code from … to - 1} of the slice what they receive in the step that ends at {@code step}. */
  void apply(long step, int from, int to);

  /** Tells it the kernel of the slice, once, before all else. */
  default void attach(NeuronKernel kernel) {}

  /** Its state variables, if it has any. */
  default State state() {
    return new State(0);
  }

  /**
   * Takes the place of a kernel of the same stimulus between two steps, and goes on from where that stands: with its state, so far as both
   * have it.
   *
   * @param timeMs the time now
   */
  default void follow(InputKernel before, double timeMs) {
    for (StateVariable v : state().variables()) {
      before.state().find(v.name()).ifPresent(b -> System.arraycopy(b.values(), 0, v.values(), 0, v.values().length));
    }
  }

  /** Lists the state variables; a stimulus that keeps more from one step to the next lists that too. */
  @Override
  default void state(StatePort port) {
    state().list(port);
  }

  /** Makes the stimulus for one slice. */
  @FunctionalInterface
  interface Factory {
    InputKernel create(SliceContext slice);
  }
}
