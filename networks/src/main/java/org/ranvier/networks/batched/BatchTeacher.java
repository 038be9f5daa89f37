package org.ranvier.networks.batched;

import java.util.Arrays;

/** Where the signal comes from that tells a hidden neuron how to change. */
@FunctionalInterface
public interface BatchTeacher {
  /**
   * Tells the hidden neurons of a presentation that has been run, in each step, the sum of the errors still to come, low-passed
   * backwards by the readout's κ.
   *
   * @param signal by step and hidden neuron
   */
  void teach(Presented here, int label, float[] signal);

  /** Whether the signal has the slope of the neurons' answer in it already. */
  default boolean isSloped() {
    return false;
  }

  /**
   * Errors of the outputs, by weights of their own.
   *
   * @param feedback by output and hidden neuron
   */
  static BatchTeacher broadcast(EpropShape shape, float[] feedback) {
    return (here, label, signal) -> {
      int h = shape.hidden();
      int n = shape.outputs();
      Arrays.fill(signal, 0);
      for (int t = 0; t < shape.steps(); t++) {
        for (int k = 0; k < n; k++) {
          float e = here.outputSignal()[t * n + k];
          for (int i = 0; i < h; i++) {
            signal[t * h + i] += feedback[k * h + i] * e;
          }
        }
      }
    };
  }
}
