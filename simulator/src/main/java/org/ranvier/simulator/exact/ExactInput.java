package org.ranvier.simulator.exact;

import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;

/** A stimulus whose events reach the neurons of a slice at any time, e.g. Poisson spikes. */
public interface ExactInput extends InputKernel {
  /** Adds all events after those of the call before and up to {@code untilMs}, both included, through {@code sink}. */
  void collect(double untilMs, Sink sink);

  /** Does nothing: on the grid nothing happens to these neurons. */
  @Override
  default void apply(long step, int from, int to) {}

  /** Makes the stimulus for one slice of a population that lives in continuous time. */
  @FunctionalInterface
  interface Factory extends InputKernel.Factory {
    @Override
    ExactInput create(SliceContext slice);
  }

  /** Takes the events of one stimulus. */
  @FunctionalInterface
  interface Sink {
    void add(int neuron, int receptor, double timeMs, double weight);
  }
}
