package org.ranvier.networks.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.data.xy.XYSeries;
import org.ranvier.networks.analysis.PopulationStatistics;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.time.TimeGrid;

/** Mean rates of populations, and rates of groups over time. */
final class Rates {
  private Rates() {}

  /** The mean rate of each population over the recording in spikes/s; 0 over no time or without neurons. */
  static double[] means(SpikeTrains trains) {
    var populations = trains.populations();
    int firstId = firstId(populations);
    int[] populationOf = populationOf(populations, firstId);
    var rates = new double[populations.size()];
    for (int id : trains.ids()) {
      int slot = id - firstId;
      if (slot >= 0 && slot < populationOf.length && populationOf[slot] >= 0) {
        rates[populationOf[slot]]++;
      }
    }
    for (int p = 0; p < rates.length; p++) {
      rates[p] = rate(rates[p], populations.get(p).size(), trains.durationMs());
    }
    return rates;
  }

  /** The same of a recording whose spikes have been counted. */
  static double[] means(List<PopulationStatistics> counted) {
    return counted.stream().mapToDouble(s -> rate(s.spikes(), s.neurons(), s.recordedMs())).toArray();
  }

  private static double rate(double spikes, int neurons, double ms) {
    double neuronSeconds = neurons * ms / 1000;
    return neuronSeconds > 0 ? spikes / neuronSeconds : 0;
  }

  /** The rate of each group, averaged over its neurons, in bins of about {@code binMs}: steps from bin to bin. */
  static List<XYSeries> overTime(SpikeTrains window, Groups groups, double binMs) {
    var populations = window.populations();
    int firstId = firstId(populations);
    int[] populationOf = populationOf(populations, firstId);
    var groupOf = new int[populations.size()];
    Arrays.fill(groupOf, -1);
    for (int g = 0; g < groups.groups().size(); g++) {
      for (int p : groups.groups().get(g).members()) {
        groupOf[p] = g;
      }
    }
    int stepsPerBin = (int) Math.max(1, Math.round(binMs / window.resolutionMs()));
    int bins = (int) ((window.toStep() - window.fromStep()) / stepsPerBin);
    var counts = new int[groups.groups().size()][bins];
    for (int k = 0; k < window.size(); k++) {
      int slot = window.ids()[k] - firstId;
      int bin = (int) ((window.steps()[k] - window.fromStep() - 1) / stepsPerBin);
      if (bin < bins && slot >= 0 && slot < populationOf.length && populationOf[slot] >= 0 && groupOf[populationOf[slot]] >= 0) {
        counts[groupOf[populationOf[slot]]][bin]++;
      }
    }
    var series = new ArrayList<XYSeries>();
    for (int g = 0; g < counts.length; g++) {
      long neurons = groups.groups().get(g).members().stream().mapToLong(p -> populations.get(p).size()).sum();
      double rateOfOneSpike = 1000 / (Math.max(1, neurons) * stepsPerBin * window.resolutionMs());
      series.add(series(groups.groups().get(g).name(), counts[g], rateOfOneSpike, window, stepsPerBin));
    }
    return series;
  }

  private static XYSeries series(String name, int[] counts, double rateOfOneSpike, SpikeTrains window, int stepsPerBin) {
    var series = new XYSeries(name, false, true);
    for (int b = 0; b <= counts.length && counts.length > 0; b++) {
      double startMs = TimeGrid.ms(window.fromStep() + (long) b * stepsPerBin, window.resolutionMs());
      series.add(startMs, counts[Math.min(b, counts.length - 1)] * rateOfOneSpike, false);
    }
    return series;
  }

  private static int firstId(List<PopulationRange> populations) {
    return populations.stream().mapToInt(PopulationRange::firstId).min().orElse(0);
  }

  private static int[] populationOf(List<PopulationRange> populations, int firstId) {
    int endId = populations.stream().mapToInt(PopulationRange::endId).max().orElse(0);
    var populationOf = new int[endId - firstId];
    Arrays.fill(populationOf, -1);
    for (int p = 0; p < populations.size(); p++) {
      Arrays.fill(populationOf, populations.get(p).firstId() - firstId, populations.get(p).endId() - firstId, p);
    }
    return populationOf;
  }
}
