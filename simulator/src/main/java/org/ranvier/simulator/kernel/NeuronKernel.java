package org.ranvier.simulator.kernel;

/**
 * The dynamics of one worker's slice of a population on the grid: arrays of state, and the loop that carries them over one step.
 *
 * <p>A kernel is made by a {@link KernelFactory} for a {@link SliceContext} and is used by one worker only.
 */
public interface NeuronKernel extends SliceKernel {
  /**
   * Carries the neurons {@code from … to - 1} of the slice over the step that ends at {@code step}, consumes (and zeroes) their
   * inputs, and reports those that fire in ascending order. The engine calls it for consecutive tiles of the slice.
   */
  void advance(long step, int from, int to, SpikeSink spikes);
}
