package org.ranvier.simulator.kernel;

import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;

/** The state of one worker's slice of a population, as it is looked at and changed between two steps, in whichever time it lives. */
public interface SliceKernel extends Stateful {
  /** The slice's state variables. */
  State state();

  /** Lists the state variables; a kernel that keeps more from one step to the next lists that too. */
  @Override
  default void state(StatePort port) {
    state().list(port);
  }

  /**
   * The values of a state variable at a time, between two steps; not to be changed.
   *
   * @param variable its name in {@link #state}
   */
  default double[] values(String variable, double timeMs) {
    return state().find(variable).orElseThrow().values();
  }

  /**
   * Gives neurons of the slice other values of a state variable, between two steps. A kernel that keeps more than its {@link #state} brings that into line.
   *
   * @param variable its name in {@link #state}
   * @param neurons of the slice, ascending
   * @param values one for each of them
   * @param timeMs the time now
   */
  default void assign(String variable, int[] neurons, double[] values, double timeMs) {
    double[] of = state().find(variable).orElseThrow().values();
    for (int k = 0; k < neurons.length; k++) {
      of[neurons[k]] = values[k];
    }
  }
}
