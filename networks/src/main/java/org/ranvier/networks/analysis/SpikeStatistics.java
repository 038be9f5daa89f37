package org.ranvier.networks.analysis;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * Rate, irregularity and synchrony of each population of a recording, as Potjans and Diesmann (2014) measure them for the
 * cortical microcircuit.
 *
 * <ul>
 *   <li><b>Rate</b>: spikes of a neuron over the recorded time; mean and s.d. over all neurons, silent ones included.
 *   <li><b>Irregularity</b>: {@code CV = s.d. / mean} of the inter-spike intervals of one neuron; mean and s.d. over neurons. The
 *       paper names no minimum (it records 60 s); the evaluation published with NEST's microcircuit takes neurons with more
 *       than two spikes, and so does this: {@link #CV_MIN_SPIKES} spikes, that is, two intervals. The s.d. within a
 *       neuron has the divisor {@code n - 1}, which matters in short recordings: for a Poisson train of three spikes the expected
 *       CV is {@code 1/√2 = 0.71} with it and 0.5 with the divisor {@code n} (it tends to 1 for long trains with both). So the
 *       mean CV of a slow population is biased low until most neurons have fired ten times or so.
 *   <li><b>Synchrony</b>: variance over mean of the histogram of the population's spikes in bins of {@link #SYNCHRONY_BIN_MS} ms,
 *       from {@link #SYNCHRONY_NEURONS} neurons (all, if there are fewer), evenly spaced over the population. A bin
 *       is a whole number of steps, the one nearest to that width; an incomplete last bin is left out.
 * </ul>
 *
 * <p>Sources: T. C. Potjans and M. Diesmann (2014), Cerebral Cortex 24:785–806, doi:10.1093/cercor/bhs358 (figure 6); the
 * evaluation scripts of the repository INM-6/microcircuit-PD14-model.
 */
public final class SpikeStatistics {
  /** A neuron needs this many spikes to count towards the CV of the intervals. */
  public static final int CV_MIN_SPIKES = 3;

  /** Width of the bins in which spikes are counted for the synchrony, in ms. */
  public static final double SYNCHRONY_BIN_MS = 3.0;

  /** At most this many neurons of a population are counted for the synchrony. */
  public static final int SYNCHRONY_NEURONS = 1000;

  private SpikeStatistics() {}

  /** The statistics of each population, in the order of the recording. */
  public static List<PopulationStatistics> of(SpikeTrains trains) {
    var populations = trains.populations();
    var intervals = Intervals.of(trains);
    double[] synchrony = synchrony(trains);
    var statistics = new ArrayList<PopulationStatistics>(populations.size());
    for (int p = 0; p < populations.size(); p++) {
      statistics.add(statisticsOf(populations.get(p), trains.durationMs(), intervals, synchrony[p]));
    }
    return List.copyOf(statistics);
  }

  private static PopulationStatistics statisticsOf(
      PopulationRange population, double recordedMs, Intervals intervals, double synchrony) {
    int size = population.size();
    var rates = new double[size];
    var cvs = new double[size];
    int cvCount = 0;
    int silent = 0;
    long spikes = 0;
    for (int i = 0; i < size; i++) {
      int slot = population.firstId() - intervals.firstId + i;
      int count = intervals.spikes[slot];
      spikes += count;
      silent += count == 0 ? 1 : 0;
      rates[i] = 1000.0 * count / recordedMs;
      if (count >= CV_MIN_SPIKES && intervals.last[slot] > intervals.first[slot]) {
        cvs[cvCount++] = intervals.cv(slot);
      }
    }
    var rate = recordedMs > 0 ? Spread.of(rates, size) : new Spread(Double.NaN, Double.NaN, size);
    return new PopulationStatistics(
        population.name(),
        size,
        spikes,
        recordedMs,
        rate,
        Spread.of(cvs, cvCount),
        synchrony,
        Math.min(size, SYNCHRONY_NEURONS),
        size == 0 ? Double.NaN : (double) silent / size);
  }

  private static double[] synchrony(SpikeTrains trains) {
    var sample = NeuronSample.upTo(SYNCHRONY_NEURONS, trains.populations());
    int[][] counts = SpikeCounts.perPopulation(trains, sample, SpikeCounts.stepsPerBin(trains, SYNCHRONY_BIN_MS));
    var synchrony = new double[counts.length];
    for (int p = 0; p < counts.length; p++) {
      synchrony[p] = varianceOverMean(counts[p]);
    }
    return synchrony;
  }

  /** Fano factor of the counts (variance with divisor n, as in the paper); NaN below two bins or without a spike. */
  private static double varianceOverMean(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    if (counts.length < 2 || sum == 0) {
      return Double.NaN;
    }
    double mean = (double) sum / counts.length;
    double squares = 0;
    for (int count : counts) {
      squares += (count - mean) * (count - mean);
    }
    return squares / counts.length / mean;
  }

  /** Per neuron, what the CV of its intervals needs, gathered in one pass over the spikes. */
  private static final class Intervals {
    final int firstId;
    final int[] spikes;
    private final double[] first; // in steps
    private final double[] last;
    private final double[] squares;

    private Intervals(int firstId, int ids) {
      this.firstId = firstId;
      spikes = new int[ids];
      first = new double[ids];
      last = new double[ids];
      squares = new double[ids];
    }

    static Intervals of(SpikeTrains trains) {
      var everyone = NeuronSample.all(trains.populations());
      var result = new Intervals(everyone.firstId(), everyone.populationOf().length);
      long[] steps = trains.steps();
      int[] ids = trains.ids();
      for (int k = 0; k < ids.length; k++) {
        if (everyone.population(ids[k]) >= 0) {
          result.add(ids[k] - result.firstId, steps[k] - trains.offsetMs(k) / trains.resolutionMs());
        }
      }
      return result;
    }

    private void add(int slot, double step) {
      if (spikes[slot]++ == 0) {
        first[slot] = step;
      } else {
        double interval = step - last[slot];
        squares[slot] += interval * interval;
      }
      last[slot] = step;
    }

    /** With n intervals x: Σx is the time from first to last spike, so that Σx² is all that has to be kept beside it. */
    double cv(int slot) {
      double n = spikes[slot] - 1;
      double sum = last[slot] - first[slot];
      double variance = Math.max(0, (n * squares[slot] - sum * sum) / (n * (n - 1)));
      return Math.sqrt(variance) * n / sum;
    }
  }
}
