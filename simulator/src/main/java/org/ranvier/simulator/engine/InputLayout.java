package org.ranvier.simulator.engine;

import java.util.List;
import org.ranvier.simulator.kernel.Clock;

/**
 * Where each receptor of each local neuron has its place among a worker's inputs.
 *
 * <p>The places are ordered by receptor, then population, then neuron: the synapses of a source mostly end at one receptor, and
 * then their places fall within a range that two bytes can address.
 */
final class InputLayout {
  private static final int PADDING = 16;

  private final int[] first;
  private final int[] count;
  private final int[][] base; // [population][receptor]
  private final int size;
  private final int workers;

  InputLayout(EngineSpec spec, Partition partition, int worker) {
    List<PopulationSpec> populations = spec.populations();
    int n = populations.size();
    first = new int[n];
    count = new int[n];
    base = new int[n][];
    int receptors = 0;
    for (int p = 0; p < n; p++) {
      int part = partition.part(p, worker);
      first[p] = partition.start(populations.get(p).size(), part);
      count[p] = partition.start(populations.get(p).size(), part + 1) - first[p];
      base[p] = new int[spec.clock(p) == Clock.GRID ? populations.get(p).receptors() : 0];
      receptors = Math.max(receptors, base[p].length);
    }
    int place = 0;
    for (int r = 0; r < receptors; r++) {
      for (int p = 0; p < n; p++) {
        if (r < base[p].length) {
          base[p][r] = place;
          place += padded(p);
        }
      }
    }
    size = place;
    workers = partition.workersHere();
  }

  /** How many workers this process has. */
  int workers() {
    return workers;
  }

  int size() {
    return size;
  }

  /** Index in the population of the first local neuron. */
  int first(int population) {
    return first[population];
  }

  /** Number of local neurons. */
  int count(int population) {
    return count[population];
  }

  int padded(int population) {
    return (count[population] + PADDING - 1) / PADDING * PADDING;
  }

  int[] receptorBases(int population) {
    return base[population];
  }
}
