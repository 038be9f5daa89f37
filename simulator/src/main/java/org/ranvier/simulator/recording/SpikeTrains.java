package org.ranvier.simulator.recording;

import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Spikes held in memory, sorted by step and then by neuron id: what a recorder collects, what a log is read into, and what
 * statistics and pictures are made from.
 *
 * @param populations the recorded populations
 * @param resolutionMs length of a step in ms
 * @param fromStep spikes of steps {@code fromStep < s <= toStep} are in here
 * @param toStep last step
 * @param steps step of each spike; its time is {@link #timeMs}
 * @param ids neuron id of each spike
 * @param offsetsMs how far each spike lies before the end of its step; of length 0 where all lie at the end. Within a step, spikes are
 *     in the order of their ids all the same
 */
public record SpikeTrains(
    List<PopulationRange> populations, double resolutionMs, long fromStep, long toStep, long[] steps, int[] ids, double[] offsetsMs) {
  /** Spikes on the grid. */
  public SpikeTrains(List<PopulationRange> populations, double resolutionMs, long fromStep, long toStep, long[] steps, int[] ids) {
    this(populations, resolutionMs, fromStep, toStep, steps, ids, new double[0]);
  }

  public SpikeTrains {
    populations = List.copyOf(populations);
    if (steps.length != ids.length) {
      throw new IllegalArgumentException(steps.length + " steps for " + ids.length + " ids");
    }
    if (offsetsMs.length != 0 && offsetsMs.length != ids.length) {
      throw new IllegalArgumentException(offsetsMs.length + " offsets for " + ids.length + " ids");
    }
  }

  /** Recordings of intervals, each of which begins where the one before ends, as one. */
  public static SpikeTrains joined(List<PopulationRange> populations, double resolutionMs, List<SpikeTrains> parts) {
    int size = parts.stream().mapToInt(SpikeTrains::size).sum();
    long[] steps = new long[size];
    int[] ids = new int[size];
    double[] offsets = new double[parts.stream().anyMatch(p -> p.offsetsMs.length > 0) ? size : 0];
    int at = 0;
    for (SpikeTrains part : parts) {
      System.arraycopy(part.steps, 0, steps, at, part.size());
      System.arraycopy(part.ids, 0, ids, at, part.size());
      System.arraycopy(part.offsetsMs, 0, offsets, Math.min(at, offsets.length), part.offsetsMs.length);
      at += part.size();
    }
    long from = parts.isEmpty() ? 0 : parts.getFirst().fromStep;
    long to = parts.isEmpty() ? 0 : parts.getLast().toStep;
    return new SpikeTrains(populations, resolutionMs, from, to, steps, ids, offsets);
  }

  public int size() {
    return ids.length;
  }

  /** Length of the recorded interval in ms. */
  public double durationMs() {
    return TimeGrid.ms(toStep - fromStep, resolutionMs);
  }

  public double timeMs(int spike) {
    return TimeGrid.ms(steps[spike], resolutionMs) - offsetMs(spike);
  }

  /** How far a spike lies before the end of its step. */
  public double offsetMs(int spike) {
    return offsetsMs.length == 0 ? 0 : offsetsMs[spike];
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
    double[] offsets = offsetsMs.length == 0 ? offsetsMs : Arrays.copyOfRange(offsetsMs, a, b);
    return new SpikeTrains(
        populations, resolutionMs, from, to, Arrays.copyOfRange(steps, a, b), Arrays.copyOfRange(ids, a, b), offsets);
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
