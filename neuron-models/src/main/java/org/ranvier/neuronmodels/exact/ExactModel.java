package org.ranvier.neuronmodels.exact;

import java.util.Optional;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactKernel;

/** A model of neurons or sources in continuous time. */
public interface ExactModel extends NeuronModel {
  /** The model on the grid that has the same equations and parameters, if there is one. */
  Optional<String> counterpart();

  @Override
  ExactKernel.Factory kernel(String where, ParameterValues values);

  /** Stimuli that inject currents act on the grid; {@code I_e} is constant. */
  @Override
  default boolean takesCurrent() {
    return false;
  }

  /** Throws unless each neuron's reset lies below its threshold. */
  static void requireBelow(String where, ParameterValues values, String reset, String threshold) {
    for (int i = 0; i < values.distinct(); i++) {
      if (!(values.at(reset, i) < values.at(threshold, i))) {
        throw new RanvierException(
            where + ": " + reset + " = " + values.at(reset, i) + " must be below " + threshold + " = " + values.at(threshold, i)
                + ", or the neuron would fire for ever");
      }
    }
  }
}
