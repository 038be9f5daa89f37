package org.ranvier.networks.analysis;

import java.util.Arrays;
import java.util.Locale;
import org.ranvier.simulator.RanvierException;

/**
 * What a sampled variable did about spikes, on the average: {@code a(τ) = 1/n Σ_i v(t_i + τ)}.
 *
 * @param lagsMs τ, from before the spike (below 0) to after it, at the interval of the samples
 * @param mean a(τ)
 * @param standardError of the mean: the standard deviation over spikes (divisor n − 1) over √n; not a number for one spike
 * @param spikes n: those whose whole window was sampled
 */
public record SpikeTriggered(double[] lagsMs, double[] mean, double[] standardError, int spikes) {
  /**
   * Averages a variable that was sampled at one interval; a spike is taken at the sample nearest to it.
   *
   * @param timesMs times of the samples, e.g. {@code trace.timesMs()}
   * @param values as many
   * @param spikesMs times of the spikes
   * @param beforeMs how long before a spike, 0 or above
   * @param afterMs how long after it
   */
  public static SpikeTriggered average(double[] timesMs, double[] values, double[] spikesMs, double beforeMs, double afterMs) {
    if (timesMs.length < 2 || values.length != timesMs.length) {
      throw new RanvierException("spike-triggered average: " + values.length + " values at " + timesMs.length + " times; it needs two or more, and one for each time");
    }
    if (!(beforeMs >= 0 && afterMs >= 0 && beforeMs + afterMs > 0)) {
      throw new RanvierException(
          String.format(Locale.ROOT, "spike-triggered average: from %s ms before to %s ms after is no window; both must be 0 or above, and "
              + "one above 0", beforeMs, afterMs));
    }
    double interval = (timesMs[timesMs.length - 1] - timesMs[0]) / (timesMs.length - 1);
    int before = (int) Math.round(beforeMs / interval);
    int after = (int) Math.round(afterMs / interval);
    int[] at = Arrays.stream(spikesMs)
        .mapToLong(t -> Math.round((t - timesMs[0]) / interval))
        .filter(k -> k - before >= 0 && k + after < timesMs.length)
        .mapToInt(k -> (int) k)
        .toArray();
    int n = before + after + 1;
    double[] lags = new double[n];
    double[] mean = new double[n];
    double[] error = new double[n];
    for (int l = 0; l < n; l++) {
      int lag = l - before;
      double m = Arrays.stream(at).mapToDouble(k -> values[k + lag]).average().orElse(Double.NaN);
      double squares = Arrays.stream(at).mapToDouble(k -> (values[k + lag] - m) * (values[k + lag] - m)).sum();
      lags[l] = lag * interval;
      mean[l] = m;
      error[l] = at.length < 2 ? Double.NaN : Math.sqrt(squares / (at.length - 1) / at.length);
    }
    return new SpikeTriggered(lags, mean, error, at.length);
  }
}
