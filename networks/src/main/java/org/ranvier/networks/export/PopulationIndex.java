package org.ranvier.networks.export;

import java.util.Comparator;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;

/** Finds the population of a neuron id. */
final class PopulationIndex {
  private final PopulationRange[] populations;
  private int last;

  PopulationIndex(List<PopulationRange> populations) {
    this.populations =
        populations.stream().sorted(Comparator.comparingInt(PopulationRange::firstId)).toArray(PopulationRange[]::new);
  }

  PopulationRange get(int index) {
    return populations[index];
  }

  int size() {
    return populations.length;
  }

  /** The index of the population that has this neuron. The ids of a step are sorted, so it is mostly the one found last. */
  int of(int id) {
    if (last < populations.length && populations[last].contains(id)) {
      return last;
    }
    int low = 0;
    int high = populations.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (populations[middle].contains(id)) {
        last = middle;
        return middle;
      }
      if (id < populations[middle].firstId()) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    throw new RanvierException(
        "spike of neuron " + id + ", which belongs to none of the recorded populations " + List.of(populations));
  }
}
