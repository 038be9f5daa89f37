package org.ranvier.simulator.kernel;

import org.ranvier.simulator.time.TimeGrid;

/** Makes the kernel of one worker's slice of a population on the grid. */
@FunctionalInterface
public interface KernelFactory extends Dynamics {
  NeuronKernel create(SliceContext slice);

  @Override
  default Clock clock() {
    return Clock.GRID;
  }

  @Override
  default NeuronKernel trial(String population, int receptors, TimeGrid grid) {
    int size = 16;
    int[] bases = new int[receptors];
    for (int r = 0; r < receptors; r++) {
      bases[r] = size * r;
    }
    return create(new SliceContext(population, 0, 1, size, 0, grid, new float[size * receptors], bases, null));
  }
}
