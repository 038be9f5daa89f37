package org.ranvier.networks.study;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * A median and its 95 % interval by the percentile bootstrap (Efron & Tibshirani 1993, chapter 13): the 2.5th and 97.5th percentiles of the
 * medians of 10,000 samples drawn with replacement. The draws are always the same.
 *
 * @param count how many values there are
 */
public record MedianInterval(int count, double median, double low, double high, double mean) {
  private static final int RESAMPLES = 10_000;

  /** Of these values, none of which is NaN. */
  public static MedianInterval of(double[] values) {
    if (values.length == 0) {
      return new MedianInterval(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    var random = new RandomStream(RandomKey.of(values.length, "bootstrap"));
    double[] medians = new double[RESAMPLES];
    double[] sample = new double[values.length];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int k = 0; k < sample.length; k++) {
        sample[k] = values[random.nextInt(values.length)];
      }
      medians[r] = median(sample);
    }
    var percentile = new Percentile();
    percentile.setData(medians);
    return new MedianInterval(
        values.length, median(values), percentile.evaluate(2.5), percentile.evaluate(97.5), Arrays.stream(values).average().orElseThrow());
  }

  static double median(double[] values) {
    return values.length == 0 ? Double.NaN : new Median().evaluate(values);
  }
}
