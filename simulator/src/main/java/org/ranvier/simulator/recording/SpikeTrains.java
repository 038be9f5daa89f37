package org.ranvier.simulator.recording;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/**
 * Spikes held in memory, sorted by step and then by neuron id: what a recorder collects, what a log is read into, and what
 * statistics and pictures are made from.
 *
 * @param populations the recorded populations
 * @param resolutionMs length of a step in ms
 * @param fromStep spikes of steps {@code fromStep < s <= toStep} are in here
 * @param toStep last step
 * @param steps step of each spike; its time is {@code steps[k] * resolutionMs}
 * @param ids neuron id of each spike
 */
public record SpikeTrains(
    List<PopulationRange> populations, double resolutionMs, long fromStep, long toStep, long[] steps, int[] ids) {
  public SpikeTrains {
    populations = List.copyOf(populations);
    if (steps.length != ids.length) {
      throw new IllegalArgumentException(steps.length + " steps for " + ids.length + " ids");
    }
  }

  public int size() {
    return ids.length;
  }

  /** Length of the recorded interval in ms. */
  public double durationMs() {
    return (toStep - fromStep) * resolutionMs;
  }

  public double timeMs(int spike) {
    return steps[spike] * resolutionMs;
  }

  /** The population of that name. */
  public PopulationRange population(String name) {
    return populations.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RanvierException(
                    "no population '" + name + "' in this recording; it has " + populations.stream().map(PopulationRange::name)
                    .toList()));
  }

  /** The spikes with {@code from < s <= to}, as a recording of that interval. */
  public SpikeTrains between(long from, long to) {
    int a = firstAfter(from);
    int b = firstAfter(to);
    return new SpikeTrains(populations, resolutionMs, from, to, Arrays.copyOfRange(steps, a, b), Arrays.copyOfRange(ids, a, b));
  }

  private int firstAfter(long step) {
    int low = 0;
    int high = steps.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (steps[mid] <= step) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** The spike times of each neuron of a population in ms, indexed from the population's first neuron. */
  public double[][] trainsMs(PopulationRange population) {
    int[] counts = new int[population.size()];
    for (int id : ids) {
      if (population.contains(id)) {
        counts[id - population.firstId()]++;
      }
    }
    double[][] trains = new double[population.size()][];
    for (int i = 0; i < trains.length; i++) {
      trains[i] = new double[counts[i]];
    }
    Arrays.fill(counts, 0);
    for (int k = 0; k < ids.length; k++) {
      if (population.contains(ids[k])) {
        int i = ids[k] - population.firstId();
        trains[i][counts[i]++] = timeMs(k);
      }
    }
    return trains;
  }
}
