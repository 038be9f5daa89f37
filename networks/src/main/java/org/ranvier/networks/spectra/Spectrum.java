package org.ranvier.networks.spectra;

import org.ranvier.simulator.RanvierException;

/**
 * A two-sided power spectrum.
 *
 * @param hz frequencies, evenly spaced
 * @param power at each of them: of spikes in spikes/s, of a series in its unit squared per Hz
 * @param low lower limit of confidence
 * @param high upper limit
 * @param freedom degrees of freedom {@code ν} of an estimate; its relative standard deviation is {@code √(2/ν)}
 */
public record Spectrum(double[] hz, double[] power, double[] low, double[] high, double freedom) {
  /**
   * The integral {@code ∫ S(f) df} over a band, by the trapezoidal rule: of spikes in (spikes/s)·Hz, of a series in its unit
   * squared. The variance that lies in the band is twice that, for the power at negative frequencies is as great.
   */
  public double bandPower(double fromHz, double toHz) {
    return Band.integral(hz, power, fromHz, toHz);
  }

  /** The power at a frequency, on the line between those beside it. */
  public double power(double atHz) {
    double last = hz[hz.length - 1];
    if (!(atHz >= hz[0] && atHz <= last)) {
      throw new RanvierException(atHz + " Hz lies outside of the spectrum, which goes from " + hz[0] + " Hz to " + last + " Hz");
    }
    double place = (atHz - hz[0]) / (last - hz[0]) * (hz.length - 1);
    int f = Math.min((int) place, hz.length - 2);
    return power[f] + (place - f) * (power[f + 1] - power[f]);
  }

  /** The frequency of a band at which the power is greatest. */
  public double peakHz(double fromHz, double toHz) {
    Band.check(hz, fromHz, toHz);
    int best = -1;
    for (int f = 0; f < hz.length; f++) {
      if (hz[f] >= fromHz && hz[f] <= toHz && (best < 0 || power[f] > power[best])) {
        best = f;
      }
    }
    return best < 0 ? (fromHz + toHz) / 2 : hz[best]; // a band between two frequencies of the spectrum
  }
}
