package org.ranvier.simulator.exact;

import org.ranvier.simulator.kernel.StimulusKernel;

/** A stimulus whose events reach the neurons of a slice at any time, e.g. Poisson spikes. */
public interface ExactInput extends StimulusKernel {
  /** Adds all events after those of the call before and up to {@code untilMs}, both included, through {@code sink}. */
  void collect(double untilMs, Sink sink);

  /**
   * Takes a spike of any population, which arrives nowhere before the epoch in which it is told is over. Those of one time may come in any order.
   *
   * @param neuron index in its population
   */
  default void hear(int population, int neuron, double timeMs) {}

  /** Makes the stimulus for one slice of a population that lives in continuous time. */
  @FunctionalInterface
  interface Factory extends Maker {
    ExactInput create(ExactContext slice);
  }

  /** Takes the events of one stimulus. */
  @FunctionalInterface
  interface Sink {
    void add(int neuron, int receptor, double timeMs, double weight);
  }
}
