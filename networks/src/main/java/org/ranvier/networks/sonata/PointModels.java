package org.ranvier.networks.sonata;

import java.util.function.Function;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;

/**
 * The models that stand for SONATA's nodes.
 *
 * @param intFire1 NEURON's {@code IntFire1}, with parameters {@code tau} and {@code refrac}
 * @param source virtual nodes that fire at these times in ms
 */
record PointModels(NeuronModel intFire1, Function<double[][], NeuronModel> source) {
  /** Those in continuous time. */
  static PointModels exact() {
    return new PointModels(NeuronModels.find("intfire1"), SpikeTimes::of);
  }
}
