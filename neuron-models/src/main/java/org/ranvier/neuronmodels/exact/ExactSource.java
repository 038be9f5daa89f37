package org.ranvier.neuronmodels.exact;

import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactSpikes;

/** Neurons that receive nothing and fire at times of their own. */
abstract class ExactSource extends ExactNeurons {
  ExactSource(ExactContext slice) {
    super(slice, 1);
  }

  @Override
  final double sum(int i) {
    return 0;
  }

  @Override
  final void catchUp(int i, double t) {}

  @Override
  final void receive(int i, double t, int receptor, double weight) {}

  @Override
  final void settle(int i, double t, ExactSpikes spikes) {}

  @Override
  public final void present(int i, double t, double[][] into) {}
}
