package org.ranvier.networks.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Gathers {@code SpikeStatistics} from spikes as they come, in one pass and in memory that depends on the number of neurons, not on the
 * duration: 28 bytes a neuron.
 *
 * <pre>{@code
 * var gathered = new GatheredStatistics(log.manifest().populations(), log.manifest().resolutionMs(), 0, Long.MAX_VALUE);
 * log.forEach(gathered);
 * System.out.print(StatisticsTable.of(gathered.statistics()));
 * }</pre>
 */
public final class GatheredStatistics implements SpikeListener {
  static final int CV_MIN_SPIKES = 3;
  static final double SYNCHRONY_BIN_MS = 3.0;
  static final int SYNCHRONY_NEURONS = 1000;

  private final List<PopulationRange> populations;
  private final double resolutionMs;
  private final long from;
  private final long to;
  private final NeuronSample everyone;
  private final Intervals intervals;
  private final Synchrony synchrony;
  private long reached;

  /**
   * @param from spikes of steps after this one are taken
   * @param to last step that is taken, as far as blocks reach
   */
  public GatheredStatistics(List<PopulationRange> populations, double resolutionMs, long from, long to) {
    this.populations = List.copyOf(populations);
    this.resolutionMs = resolutionMs;
    this.from = from;
    this.to = to;
    reached = from;
    everyone = NeuronSample.all(populations);
    intervals = new Intervals(everyone.populationOf().length);
    var sample = NeuronSample.upTo(SYNCHRONY_NEURONS, populations);
    synchrony = new Synchrony(sample, populations.size(), BinnedCounts.stepsPerBin(resolutionMs, SYNCHRONY_BIN_MS));
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      for (int s = block.begin(k); s < block.end(k); s++) {
        add(block.firstStep() + k, block.ids()[s], block.offset(s));
      }
    }
    reached(block.endStepExclusive() - 1);
  }

  /** Takes a spike; those that are out of the interval, or of no population, are passed over. */
  void add(long step, int id, double offsetMs) {
    if (step > from && step <= to && everyone.population(id) >= 0) {
      intervals.add(id - everyone.firstId(), step - offsetMs / resolutionMs);
      synchrony.add(step - from - 1, id);
    }
  }

  /** Says that all spikes up to a step have come. */
  void reached(long step) {
    reached = Math.clamp(step, reached, Math.max(reached, to));
  }

  /** Spikes of steps after this one have been taken. */
  public long fromStep() {
    return from;
  }

  /** The last step up to which they have. */
  public long toStep() {
    return reached;
  }

  /** The statistics of each population so far. */
  public List<PopulationStatistics> statistics() {
    double recordedMs = TimeGrid.ms(reached - from, resolutionMs);
    double[] fano = synchrony.varianceOverMean(reached - from);
    var statistics = new ArrayList<PopulationStatistics>(populations.size());
    for (int p = 0; p < populations.size(); p++) {
      statistics.add(statisticsOf(populations.get(p), recordedMs, fano[p]));
    }
    return List.copyOf(statistics);
  }

  private PopulationStatistics statisticsOf(PopulationRange population, double recordedMs, double fano) {
    int size = population.size();
    var rates = new double[size];
    var cvs = new double[size];
    int cvCount = 0;
    int silent = 0;
    long spikes = 0;
    for (int i = 0; i < size; i++) {
      int slot = population.firstId() - everyone.firstId() + i;
      int count = intervals.spikes[slot];
      spikes += count;
      silent += count == 0 ? 1 : 0;
      rates[i] = 1000.0 * count / recordedMs;
      if (count >= CV_MIN_SPIKES && intervals.last[slot] > intervals.first[slot]) {
        cvs[cvCount++] = intervals.cv(slot);
      }
    }
    return new PopulationStatistics(
        population.name(),
        size,
        spikes,
        recordedMs,
        recordedMs > 0 ? Moments.of(rates, size) : new Moments(Double.NaN, Double.NaN, size),
        Moments.of(cvs, cvCount),
        fano,
        Math.min(size, SYNCHRONY_NEURONS),
        size == 0 ? Double.NaN : (double) silent / size);
  }

  /** Per neuron, what the CV of its intervals needs. */
  private static final class Intervals {
    private final int[] spikes;
    private final double[] first; // in steps
    private final double[] last;
    private final double[] squares;

    Intervals(int ids) {
      spikes = new int[ids];
      first = new double[ids];
      last = new double[ids];
      squares = new double[ids];
    }

    void add(int slot, double step) {
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

  /** Per population, the sums of its counts and of their squares over the bins that are full, in whole numbers. */
  private static final class Synchrony {
    private final NeuronSample sample;
    private final int stepsPerBin;
    private final long[] counts; // in the open bin
    private final long[] sums;
    private final long[] squares;
    private long bin;

    Synchrony(NeuronSample sample, int populations, int stepsPerBin) {
      this.sample = sample;
      this.stepsPerBin = stepsPerBin;
      counts = new long[populations];
      sums = new long[populations];
      squares = new long[populations];
    }

    /** Counts a spike, {@code steps} after the first step. */
    void add(long steps, int id) {
      if (steps / stepsPerBin != bin) {
        closeBin();
        bin = steps / stepsPerBin;
      }
      int population = sample.population(id);
      if (population >= 0) {
        counts[population]++;
      }
    }

    private void closeBin() {
      for (int p = 0; p < counts.length; p++) {
        sums[p] += counts[p];
        squares[p] += counts[p] * counts[p];
        counts[p] = 0;
      }
    }

    /** Fano factor of the counts (variance with divisor n, as in the paper); NaN below two bins or without a spike. */
    double[] varianceOverMean(long steps) {
      long bins = steps / stepsPerBin;
      var fano = new double[counts.length];
      for (int p = 0; p < fano.length; p++) {
        long open = bin < bins ? counts[p] : 0; // an incomplete last bin is left out
        long sum = sums[p] + open;
        // (Σc²/n - (Σc/n)²) / (Σc/n) = (n·Σc² - (Σc)²) / (n·Σc)
        BigInteger n = BigInteger.valueOf(bins);
        BigInteger s = BigInteger.valueOf(sum);
        double above = n.multiply(BigInteger.valueOf(squares[p] + open * open)).subtract(s.multiply(s)).doubleValue();
        fano[p] = bins < 2 || sum == 0 ? Double.NaN : above / n.multiply(s).doubleValue();
      }
      return fano;
    }
  }
}
