package org.ranvier.networks.spectra;

import java.util.stream.IntStream;
import org.ranvier.simulator.RanvierException;

/**
 * Takes the artefact of a stimulator out of a recording: from each pulse on, for a time, samples are replaced by the straight line between those
 * before and after. A sinusoid of angular frequency {@code ω} is changed by at most {@code (ω·d)²/8} of its amplitude, with {@code d} the
 * distance of the samples that are left.
 */
public final class Blanking {
  private Blanking() {}

  /**
   * A copy without artefacts.
   *
   * @param values samples
   * @param firstMs time of the first
   * @param intervalMs between samples
   * @param pulsesMs begins of pulses, ascending
   * @param forMs how long after the begin of a pulse nothing is believed
   * @throws RanvierException if no sample is left that is believed
   */
  public static double[] of(double[] values, double firstMs, double intervalMs, double[] pulsesMs, double forMs) {
    if (!(intervalMs > 0 && intervalMs < Double.POSITIVE_INFINITY && forMs >= 0 && Double.isFinite(firstMs))) {
      throw new RanvierException(
          "blanking for " + forMs + " ms of samples " + intervalMs + " ms apart from " + firstMs + " ms on; the first two must be above 0, and all be finite");
    }
    boolean[] blank = new boolean[values.length];
    double before = Double.NEGATIVE_INFINITY;
    for (double pulse : pulsesMs) {
      if (!(pulse >= before)) {
        throw new RanvierException("blanking: pulse at " + pulse + " ms comes before that at " + before + " ms; put them in order");
      }
      before = pulse;
      int from = (int) Math.max(0, Math.ceil((pulse - firstMs) / intervalMs - 1e-9));
      int to = (int) Math.min(values.length - 1.0, Math.floor((pulse + forMs - firstMs) / intervalMs + 1e-9));
      for (int k = from; k <= to; k++) {
        blank[k] = true;
      }
    }
    if (values.length > 0 && IntStream.range(0, values.length).allMatch(k -> blank[k])) {
      throw new RanvierException("blanking for " + forMs + " ms after each of " + pulsesMs.length + " pulses leaves none of " + values.length + " samples; blank less");
    }
    double[] clean = values.clone();
    int last = -1; // that is believed
    for (int k = 0; k <= values.length; k++) {
      if (k < values.length && blank[k]) {
        continue;
      }
      for (int b = last + 1; b < k; b++) {
        clean[b] = last < 0 ? values[k] : k == values.length ? values[last] : values[last] + (values[k] - values[last]) * (b - last) / (k - last);
      }
      last = k;
    }
    return clean;
  }
}
