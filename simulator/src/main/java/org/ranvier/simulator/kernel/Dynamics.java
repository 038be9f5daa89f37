package org.ranvier.simulator.kernel;

import org.ranvier.simulator.time.TimeGrid;

/** Makes the kernels of a population, one for each worker's slice: a {@link KernelFactory} on the grid, another maker for each further clock. */
public interface Dynamics {
  /** In which time the population lives. */
  Clock clock();

  /** A kernel of the first neuron of a population, to be looked at and not simulated. */
  SliceKernel trial(String population, int receptors, TimeGrid grid);
}
