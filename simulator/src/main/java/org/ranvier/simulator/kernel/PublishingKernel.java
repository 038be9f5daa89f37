package org.ranvier.simulator.kernel;

/**
 * A kernel with variables that follow from the others at the end of a step, for other neurons to couple to and for recording. {@link
 * #advance} computes them, and {@link #publish} does so before the first step, when the initial state has been set.
 */
public interface PublishingKernel extends NeuronKernel {
  /** Computes these variables of the neurons {@code from … to - 1} from the present state, at the end of {@code step}. */
  void publish(long step, int from, int to);
}
