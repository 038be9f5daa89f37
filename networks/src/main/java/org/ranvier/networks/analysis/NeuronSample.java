package org.ranvier.networks.analysis;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;

/**
 * Which population a neuron id belongs to, for all ids or for an evenly spaced sample of each population.
 *
 * <p>The {@code n} neurons taken from a population of {@code size} are those with the indices {@code ⌊k·size/n⌋}: no chance is
 * involved, and a population whose properties drift with the index is sampled along the whole of it.
 *
 * @param firstId the id that {@code populationOf[0]} stands for
 * @param populationOf index of the population of each id, -1 for ids that are in none or not in the sample
 */
record NeuronSample(int firstId, int[] populationOf) {
  static NeuronSample all(List<PopulationRange> populations) {
    return upTo(Integer.MAX_VALUE, populations);
  }

  static NeuronSample upTo(int most, List<PopulationRange> populations) {
    int firstId = populations.stream().mapToInt(PopulationRange::firstId).min().orElse(0);
    int endId = populations.stream().mapToInt(PopulationRange::endId).max().orElse(0);
    int[] populationOf = new int[endId - firstId];
    Arrays.fill(populationOf, -1);
    for (int p = 0; p < populations.size(); p++) {
      var population = populations.get(p);
      int taken = Math.min(most, population.size());
      for (int k = 0; k < taken; k++) {
        int index = (int) ((long) k * population.size() / taken);
        populationOf[population.firstId() - firstId + index] = p;
      }
    }
    return new NeuronSample(firstId, populationOf);
  }

  /** The population of neuron {@code id}, or -1. */
  int population(int id) {
    int slot = id - firstId;
    return slot >= 0 && slot < populationOf.length ? populationOf[slot] : -1;
  }
}
