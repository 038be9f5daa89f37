package org.ranvier.simulator.engine;

import java.util.Arrays;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * How populations are divided among the workers of all ranks: contiguous slices of whole target blocks. The slices of one rank follow one
 * another, so that its spikes of a population do.
 */
final class Partition {
  private final int[] workers; // of each rank
  private final int rank;
  private final int all;

  /** Of one process. */
  Partition(int workers) {
    this(new int[] {workers}, 0);
  }

  /**
   * @param workers of each rank
   * @param rank of this process
   */
  Partition(int[] workers, int rank) {
    this.workers = workers;
    this.rank = rank;
    all = Arrays.stream(workers).sum();
  }

  /** First neuron of the part-th slice of a population, counted over all ranks; the slice after the last one begins at its end. */
  int start(int size, int part) {
    int block = SynapseGenerator.TARGET_BLOCK;
    long blocks = (size + block - 1L) / block;
    return (int) Math.min(size, blocks * part / all * block);
  }

  int workersHere() {
    return workers[rank];
  }

  /** The worker here that has a population's part-th slice here: populations begin at different workers, so that small ones spread out. */
  int worker(int population, int part) {
    return (population + part) % workers[rank];
  }

  /** The slice of a population that a worker here has, counted over all ranks. */
  int part(int population, int worker) {
    return firstPart(population, rank) + Math.floorMod(worker - population, workers[rank]);
  }

  private int firstPart(int population, int of) {
    int before = 0;
    for (int k = 0; rank(population, k) != of; k++) {
      before += workers[rank(population, k)];
    }
    return before;
  }

  /** First neuron of a population that a rank has. */
  int from(int population, int size, int of) {
    return start(size, firstPart(population, of));
  }

  /** The neuron after the last one that a rank has. */
  int to(int population, int size, int of) {
    return start(size, firstPart(population, of) + workers[of]);
  }

  /** The rank that has the {@code k}-th share of a population: populations begin at different ranks, too. */
  int rank(int population, int k) {
    return (population + k) % workers.length;
  }

  int ranks() {
    return workers.length;
  }
}
