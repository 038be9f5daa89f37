package org.ranvier.simulator.kernel;

/** A stimulus that acts on the inputs of one worker's slice of a population on the grid, e.g. a Poisson drive or a step current. */
@FunctionalInterface
public interface InputKernel extends StimulusKernel {
  /** Adds to the inputs of the neurons {@code from … to - 1} of the slice what they receive in the step that ends at {@code step}. */
  void apply(long step, int from, int to);

  /** Tells it the kernel of the slice, once, before all else. */
  default void attach(NeuronKernel kernel) {}

  /** Makes the stimulus for one slice. */
  @FunctionalInterface
  interface Factory extends Maker {
    InputKernel create(SliceContext slice);
  }
}
