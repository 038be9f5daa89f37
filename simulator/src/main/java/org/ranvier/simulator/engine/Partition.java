package org.ranvier.simulator.engine;

import org.ranvier.simulator.synapses.SynapseGenerator;

/** How populations are divided among workers: contiguous slices of whole target blocks. */
final class Partition {
  private final int workers;

  Partition(int workers) {
    this.workers = workers;
  }

  /** First neuron of the part-th slice of a population; slice {@code workers} begins at its end. */
  int start(int size, int part) {
    int block = SynapseGenerator.TARGET_BLOCK;
    long blocks = (size + block - 1L) / block;
    return (int) Math.min(size, blocks * part / workers * block);
  }

  /** The worker that has a population's part-th slice: populations begin at different workers, so that small ones spread out. */
  int worker(int population, int part) {
    return (population + part) % workers;
  }

  int part(int population, int worker) {
    return Math.floorMod(worker - population, workers);
  }
}
