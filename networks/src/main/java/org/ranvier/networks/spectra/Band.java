package org.ranvier.networks.spectra;

import org.ranvier.simulator.RanvierException;

/** A part of a spectrum. */
final class Band {
  private Band() {}

  static void check(double[] hz, double fromHz, double toHz) {
    double last = hz[hz.length - 1];
    if (!(fromHz < toHz) || fromHz < hz[0] - 1e-9 || toHz > last + 1e-9) {
      throw new RanvierException(
          "the band from " + fromHz + " Hz to " + toHz + " Hz is empty or reaches out of the spectrum, which goes from "
              + hz[0] + " Hz to " + last + " Hz");
    }
  }

  /** The integral of the lines between the values. */
  static double integral(double[] hz, double[] values, double fromHz, double toHz) {
    check(hz, fromHz, toHz);
    double sum = 0;
    for (int f = 0; f + 1 < hz.length; f++) {
      double a = Math.max(fromHz, hz[f]);
      double b = Math.min(toHz, hz[f + 1]);
      if (a < b) {
        double slope = (values[f + 1] - values[f]) / (hz[f + 1] - hz[f]);
        sum += (b - a) * (values[f] + slope * ((a + b) / 2 - hz[f]));
      }
    }
    return sum;
  }
}
