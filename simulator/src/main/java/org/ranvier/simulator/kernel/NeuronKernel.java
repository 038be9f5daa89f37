package org.ranvier.simulator.kernel;

import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;

/**
 * The dynamics of one worker's slice of a population: arrays of state, and the loop that carries them over one step.
 *
 * <p>A kernel is made by a {@link KernelFactory} for a {@link SliceContext} and is used by one worker only.
 */
public interface NeuronKernel extends Stateful {
  /** The slice's state variables. */
  State state();

  /** Lists the state variables; a kernel that keeps more from one step to the next lists that too. */
  @Override
  default void state(StatePort port) {
    state().list(port);
  }

  /**
   * Carries the neurons {@code from … to - 1} of the slice over the step that ends at {@code step}, consumes (and zeroes) their
   * inputs, and reports those that fire in ascending order. The engine calls it for consecutive tiles of the slice.
   */
  void advance(long step, int from, int to, SpikeSink spikes);

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
