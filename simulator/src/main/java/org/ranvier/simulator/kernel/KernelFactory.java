package org.ranvier.simulator.kernel;

/** Makes the kernel of one worker's slice of a population. */
@FunctionalInterface
public interface KernelFactory {
  NeuronKernel create(SliceContext slice);
}
