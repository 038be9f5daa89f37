package org.ranvier.networks.analysis;

import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * Pairwise correlation of spike counts.
 *
 * <p>With {@code z_i(b)} the counts of neuron {@code i} in bin {@code b}, shifted and scaled to mean 0 and variance 1 over the
 * {@code B} bins, the mean of Pearson's coefficient over all pairs of {@code N} neurons is
 * {@code (Σ_b (Σ_i z_i(b))² / B - N) / (N (N - 1))}: exact, and in time proportional to the spikes instead of the pairs.
 * Neurons whose count never changes (silent ones first of all) have no coefficient and are left out.
 */
public final class SpikeCorrelations {
  private SpikeCorrelations() {}

  /**
   * The mean correlation coefficient over pairs.
   *
   * @param mean mean over all pairs of {@code neurons}; NaN below two neurons
   * @param neurons number of neurons that took part
   */
  public record MeanCorrelation(double mean, int neurons) {}

  /**
   * The mean pairwise spike-count correlation of a population.
   *
   * @param binMs width of the bins in ms, rounded to whole steps; 2 ms in the evaluation of the cortical microcircuit
   * @param mostNeurons at most so many neurons, evenly spaced over the population
   */
  public static MeanCorrelation pairwise(SpikeTrains trains, PopulationRange population, double binMs, int mostNeurons) {
    var sample = NeuronSample.upTo(mostNeurons, List.of(population));
    int stepsPerBin = BinnedCounts.stepsPerBin(trains, binMs);
    int bins = BinnedCounts.bins(trains, stepsPerBin);
    var sums = new double[population.size()];
    var squares = sumsOfSquares(trains, sample, stepsPerBin, bins, sums);
    int neurons = 0;
    double meansOverSds = 0;
    var inverseSd = new double[population.size()];
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / bins;
      double variance = squares[i] / bins - mean * mean;
      if (variance > 1e-12) {
        neurons++;
        inverseSd[i] = 1 / Math.sqrt(variance);
        meansOverSds += mean * inverseSd[i];
      }
    }
    if (neurons < 2) {
      return new MeanCorrelation(Double.NaN, neurons);
    }
    var total = new double[bins];
    int[] ids = trains.ids();
    for (int k = 0; k < ids.length; k++) {
      int bin = BinnedCounts.bin(trains, trains.steps()[k], stepsPerBin);
      if (sample.population(ids[k]) >= 0 && bin < bins) {
        total[bin] += inverseSd[ids[k] - population.firstId()];
      }
    }
    double power = 0;
    for (double z : total) {
      power += (z - meansOverSds) * (z - meansOverSds);
    }
    return new MeanCorrelation((power / bins - neurons) / ((double) neurons * (neurons - 1)), neurons);
  }

  /** Per neuron the sum over bins of the squared count, and in {@code sums} of the count. */
  private static double[] sumsOfSquares(SpikeTrains trains, NeuronSample sample, int stepsPerBin, int bins, double[] sums) {
    var squares = new double[sums.length];
    var lastBin = new int[sums.length];
    var countInLastBin = new int[sums.length];
    int[] ids = trains.ids();
    for (int k = 0; k < ids.length; k++) {
      int bin = BinnedCounts.bin(trains, trains.steps()[k], stepsPerBin);
      if (sample.population(ids[k]) < 0 || bin >= bins) {
        continue;
      }
      int i = ids[k] - sample.firstId();
      int before = lastBin[i] == bin ? countInLastBin[i] : 0;
      // (c + 1)² - c² = 2c + 1
      squares[i] += 2 * before + 1;
      sums[i]++;
      lastBin[i] = bin;
      countInLastBin[i] = before + 1;
    }
    return squares;
  }
}
