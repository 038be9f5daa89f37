package org.ranvier.neuronmodels.exact;

import java.util.function.IntToDoubleFunction;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.ExactContext;

/** Values that follow from the parameters: one for all neurons where these agree, else one for each neuron of the slice. */
final class PerNeuron {
  private final boolean uniform;
  private final int first;
  private final int size;

  PerNeuron(ParameterValues values, ExactContext slice) {
    uniform = values.distinct() == 1;
    first = slice.first();
    size = slice.size();
  }

  /** And-ing this to a neuron's index gives its place. */
  int mask() {
    return uniform ? 0 : -1;
  }

  int count() {
    return uniform ? 1 : size;
  }

  /** Computes the values from the index in the population. */
  double[] of(IntToDoubleFunction value) {
    double[] all = new double[count()];
    for (int k = 0; k < all.length; k++) {
      all[k] = value.applyAsDouble(first + k);
    }
    return all;
  }
}
