package org.ranvier.networks.spectra;

/**
 * Spectra over time.
 *
 * @param seconds middle of each window, from the beginning of the signal
 * @param hz frequencies, evenly spaced
 * @param power [window][frequency], in the unit of {@link Spectrum#power}
 */
public record Spectrogram(double[] seconds, double[] hz, double[][] power) {
  /** The {@linkplain Spectrum#bandPower power of a band} in each window. */
  public double[] bandPower(double fromHz, double toHz) {
    double[] band = new double[power.length];
    for (int w = 0; w < band.length; w++) {
      band[w] = Band.integral(hz, power[w], fromHz, toHz);
    }
    return band;
  }
}
