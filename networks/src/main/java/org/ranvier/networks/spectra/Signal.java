package org.ranvier.networks.spectra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** What has a spectrum: the spikes of a neuron, of many as one, or a series of samples; over an interval of time. */
public final class Signal {
  private final double seconds;
  private final double[] times; // in s from the beginning; of a series empty
  private final double[] values; // of a series its samples; of spikes empty
  private final double interval; // of a series in s; of spikes 0

  private Signal(double seconds, double[] times, double[] values, double interval) {
    this.seconds = seconds;
    this.times = times;
    this.values = values;
    this.interval = interval;
  }

  /** The spikes with {@code fromMs < t <= toMs}. Those of many neurons in one array are their pooled activity. */
  public static Signal spikes(double[] timesMs, double fromMs, double toMs) {
    if (!(fromMs < toMs) || Double.isInfinite(toMs - fromMs)) {
      throw new RanvierException(
          "the interval from " + fromMs + " ms to " + toMs + " ms is empty or has no end; a spectrum needs a time to look at");
    }
    double[] times = Arrays.stream(timesMs).filter(t -> t > fromMs && t <= toMs).map(t -> (t - fromMs) / 1000).toArray();
    return new Signal((toMs - fromMs) / 1000, times, new double[0], 0);
  }

  /** Each train on its own, e.g. those of {@code SpikeTrains.trainsMs}. */
  public static List<Signal> trains(double[][] trainsMs, double fromMs, double toMs) {
    return Arrays.stream(trainsMs).map(t -> spikes(t, fromMs, toMs)).toList();
  }

  /** A series of samples, {@code intervalMs} apart, in any unit. Its mean is taken from it before a spectrum is computed. */
  public static Signal series(double[] values, double intervalMs) {
    if (!(intervalMs > 0) || Double.isInfinite(intervalMs)) {
      throw new RanvierException("the interval between samples, " + intervalMs + " ms, must be above 0");
    }
    if (values.length < 8) {
      throw new RanvierException("a series of " + values.length + " samples is too short for a spectrum; at least 8 are needed");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new RanvierException("sample " + i + " of the series is " + values[i] + "; a spectrum needs finite numbers");
      }
    }
    return new Signal(values.length * (intervalMs / 1000), new double[0], values.clone(), intervalMs / 1000);
  }

  /**
   * The parts of it, each {@code windowMs} long, that begin {@code stepMs} after each other; what is left at the end is in none.
   */
  public List<Signal> windows(double windowMs, double stepMs) {
    if (!(windowMs > 0) || !(stepMs > 0) || windowMs / 1000 > seconds * (1 + 1e-9)) {
      throw new RanvierException(
          "windows of " + windowMs + " ms at steps of " + stepMs + " ms: both must be above 0, and a window no longer than the"
              + " signal, " + seconds * 1000 + " ms");
    }
    var parts = new ArrayList<Signal>();
    if (isSeries()) {
      int window = (int) Math.round(windowMs / 1000 / interval);
      int step = samples(stepMs);
      for (int from = 0; from + window <= values.length; from += step) {
        parts.add(series(Arrays.copyOfRange(values, from, from + window), interval * 1000));
      }
      return parts;
    }
    double[] ms = Arrays.stream(times).map(t -> t * 1000).toArray();
    for (int k = 0; k * stepMs + windowMs <= seconds * 1000 * (1 + 1e-9); k++) {
      parts.add(spikes(ms, k * stepMs, k * stepMs + windowMs));
    }
    return parts;
  }

  public double seconds() {
    return seconds;
  }

  /** How many spikes it has; 0 of a series. */
  public int spikeCount() {
    return times.length;
  }

  boolean isSeries() {
    return interval > 0;
  }

  /** The greatest frequency that it can tell: of spikes any. */
  double nyquistHz() {
    return isSeries() ? 0.5 / interval : Double.POSITIVE_INFINITY;
  }

  /** How many samples are nearest to a time, at least one. */
  int samples(double ms) {
    return (int) Math.max(1, Math.round(ms / 1000 / interval));
  }

  double[] times() {
    return times;
  }

  double[] values() {
    return values;
  }

  double interval() {
    return interval;
  }
}
