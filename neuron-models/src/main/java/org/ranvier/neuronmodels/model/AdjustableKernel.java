package org.ranvier.neuronmodels.model;

import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.state.StatePort;

/** A kernel whose parameters may change between two steps. */
public interface AdjustableKernel extends NeuronKernel {
  /** The values by which it advances now. */
  ParameterValues parameters();

  /**
   * Advances by other values from the next step on. The state stays as it is: a potential is not moved to another rest, and a
   * refractory period that has begun keeps its length.
   *
   * @param values of the whole population, all within their ranges
   * @throws org.ranvier.simulator.RanvierException if they make no sense together, or one that differs cannot change during a run
   */
  void setParameters(ParameterValues values);

  /** Lists the state variables, and the parameters, which may have been changed. */
  @Override
  default void state(StatePort port) {
    state().list(port);
    ParameterState.list(parameters(), this::setParameters, port);
  }
}
