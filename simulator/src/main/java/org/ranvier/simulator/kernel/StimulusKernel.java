package org.ranvier.simulator.kernel;

import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.state.Stateful;

/** The state of a stimulus that acts on one worker's slice of a population, in whichever time that lives. */
public interface StimulusKernel extends Stateful {
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
  default void follow(StimulusKernel before, double timeMs) {
    for (StateVariable v : state().variables()) {
      before.state().find(v.name()).ifPresent(b -> System.arraycopy(b.values(), 0, v.values(), 0, v.values().length));
    }
  }

  /** Lists the state variables; a stimulus that keeps more from one step to the next lists that too. */
  @Override
  default void state(StatePort port) {
    state().list(port);
  }

  /** Makes the kernels of a stimulus, one for each slice: an {@link InputKernel.Factory} on the grid, another maker for each further clock. */
  interface Maker {}
}
