package org.ranvier.networks.spectra;

import java.util.Locale;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.ranvier.simulator.RanvierException;

/**
 * Discrete prolate spheroidal sequences: the sequences {@code v_0, v_1, …} of {@code N} points and energy
 * {@code Σ_n v_k[n]² = 1}, orthogonal to each other, that have the greatest part {@code λ_k} of their energy at frequencies
 * within {@code ±W}, in cycles a point.
 *
 * <p>They are the eigenvectors with the greatest eigenvalues of the symmetric tridiagonal matrix with
 * {@code ((N-1-2n)/2)²·cos(2πW)} on its diagonal and {@code n(N-n)/2} beside it. Those that are wanted are found by bisection
 * and inverse iteration, in time proportional to {@code N}. The even ones have a positive mean, the odd ones begin with a
 * positive lobe.
 *
 * <p>Source: Slepian 1978, doi:10.1002/j.1538-7305.1978.tb02104.x; Percival & Walden 1993, Spectral Analysis for Physical
 * Applications, chapter 8.
 */
public final class Tapers {
  private static final int INVERSE_ITERATIONS = 4;

  private final double halfBandwidth;
  private final double[][] values;

  private Tapers(double halfBandwidth, double[][] values) {
    this.halfBandwidth = halfBandwidth;
    this.values = values;
  }

  /**
   * The first tapers.
   *
   * @param points {@code N}, at least 8
   * @param timeBandwidth {@code N·W}, from 1 to below a half of the points
   * @param count how many, at most {@code 2·timeBandwidth - 1}: the ones beyond let too much of other frequencies in
   */
  public static Tapers of(int points, double timeBandwidth, int count) {
    check(timeBandwidth, count);
    if (points < 8 || timeBandwidth >= points / 2.0) {
      throw new RanvierException(
          String.format(
              Locale.ROOT, "tapers of %d points with time-half-bandwidth %s: there must be at least 8 points, and more"
                  + " than twice the time-half-bandwidth", points, timeBandwidth));
    }
    double[] diagonal = new double[points];
    double[] beside = new double[points - 1]; // beside[i] stands between i and i + 1
    for (int i = 0; i < points; i++) {
      double x = (points - 1 - 2.0 * i) / 2;
      diagonal[i] = x * x * Math.cos(2 * Math.PI * timeBandwidth / points);
      if (i > 0) {
        beside[i - 1] = i * (double) (points - i) / 2;
      }
    }
    double[][] values = new double[count][];
    for (int k = 0; k < count; k++) {
      values[k] = Tridiagonal.eigenvector(diagonal, beside, Tridiagonal.eigenvalue(diagonal, beside, k), INVERSE_ITERATIONS);
      if (orientation(values[k], k) < 0) {
        for (int i = 0; i < points; i++) {
          values[k][i] = -values[k][i];
        }
      }
    }
    return new Tapers(timeBandwidth / points, values);
  }

  static void check(double timeBandwidth, int count) {
    if (!(timeBandwidth >= 1) || Double.isInfinite(timeBandwidth)) {
      throw new RanvierException("the time-half-bandwidth " + timeBandwidth + " must be a number of at least 1, e.g. 3");
    }
    if (count < 1 || count > 2 * timeBandwidth - 1) {
      throw new RanvierException(
          String.format(
              Locale.ROOT, "%d tapers with time-half-bandwidth %s: there must be 1 to %d (twice the time-half-bandwidth, less 1);"
                  + " take fewer, or a greater time-half-bandwidth", count, timeBandwidth, (int) (2 * timeBandwidth - 1)));
    }
  }

  private static double orientation(double[] v, int k) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += k % 2 == 0 ? v[i] : v[i] * (v.length - 1 - 2.0 * i);
    }
    return sum;
  }

  public int count() {
    return values.length;
  }

  public int points() {
    return values[0].length;
  }

  /** One taper, a copy. */
  public double[] taper(int k) {
    return values[k].clone();
  }

  double[][] values() {
    return values;
  }

  /**
   * The part {@code λ_k = Σ_m Σ_n v_k[m]·sin(2πW(m-n))/(π(m-n))·v_k[n]} of the energy of a taper that lies within the bandwidth.
   */
  public double concentration(int k) {
    int n = points();
    Complex[] v = new Complex[Integer.highestOneBit(2 * n - 1) << 1]; // room for all lags, so that none wraps round
    for (int i = 0; i < v.length; i++) {
      v[i] = new Complex(i < n ? values[k][i] : 0);
    }
    var fourier = new FastFourierTransformer(DftNormalization.STANDARD);
    Complex[] spectrum = fourier.transform(v, TransformType.FORWARD);
    for (int i = 0; i < v.length; i++) {
      spectrum[i] = spectrum[i].multiply(spectrum[i].conjugate());
    }
    Complex[] correlation = fourier.transform(spectrum, TransformType.INVERSE);
    double sum = 2 * halfBandwidth * correlation[0].getReal();
    for (int lag = 1; lag < n; lag++) {
      sum += 2 * correlation[lag].getReal() * Math.sin(2 * Math.PI * halfBandwidth * lag) / (Math.PI * lag);
    }
    return sum;
  }
}
