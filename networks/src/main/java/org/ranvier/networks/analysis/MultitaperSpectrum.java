package org.ranvier.networks.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.ranvier.simulator.RanvierException;

/**
 * The power spectrum of spike trains by multitapering: the mean over neurons and tapers of {@code |Σ_j a_k(t_j)·e^(-2πi·f·t_j) -
 * λ·A_k(f)|²}, where the {@code t_j} are a neuron's spikes, {@code λ} its mean rate, {@code a_k} the discrete prolate spheroidal sequences
 * with {@code ∫a_k² dt = 1}, and {@code A_k} their Fourier transforms. A Poisson process has the power {@code λ} at all frequencies, in spikes/s.
 *
 * <p>Source: Thomson 1982, doi:10.1109/PROC.1982.12433; for point processes Jarvis & Mitra 2001, doi:10.1162/089976601300014312.
 */
public final class MultitaperSpectrum {
  private static final int GRID = 512; // points of a taper; the first ones are smooth

  private final List<double[]> trainsMs;
  private final double seconds;
  private final double[][] tapers; // [taper][point], per √s

  private MultitaperSpectrum(List<double[]> trainsMs, double seconds, double[][] tapers) {
    this.trainsMs = trainsMs;
    this.seconds = seconds;
    this.tapers = tapers;
  }

  /**
   * The spectrum of spikes between 0 and {@code durationMs}.
   *
   * @param trainsMs for each neuron its spike times in ms
   * @param timeBandwidth time times half bandwidth, e.g. 3: in 3 s the spectrum is smoothed over ±1 Hz
   * @param tapers how many to average over, below {@code 2·timeBandwidth}, e.g. 5
   */
  public static MultitaperSpectrum of(List<double[]> trainsMs, double durationMs, double timeBandwidth, int tapers) {
    if (!(durationMs > 0) || !(timeBandwidth >= 1 && timeBandwidth <= GRID / 8.0) || tapers < 1 || tapers >= 2 * timeBandwidth) {
      throw new RanvierException(
          String.format(
              Locale.ROOT, "a spectrum of %s ms with time-bandwidth %s and %d tapers is not possible; the duration must be above 0, the time-bandwidth 1 to %d, and"
                  + " the tapers 1 to less than twice that, e.g. 3 and 5", durationMs, timeBandwidth, tapers, GRID / 8));
    }
    return new MultitaperSpectrum(List.copyOf(trainsMs), durationMs / 1000, slepian(timeBandwidth, tapers, durationMs / 1000 / GRID));
  }

  /** The tapers are eigenvectors of a tridiagonal matrix (Slepian 1978, doi:10.1002/j.1538-7305.1978.tb02104.x). */
  private static double[][] slepian(double timeBandwidth, int count, double dt) {
    double[] diagonal = new double[GRID];
    double[] beside = new double[GRID - 1];
    for (int i = 0; i < GRID; i++) {
      double x = (GRID - 1 - 2 * i) / 2.0;
      diagonal[i] = x * x * Math.cos(2 * Math.PI * timeBandwidth / GRID);
      if (i > 0) {
        beside[i - 1] = i * (GRID - i) / 2.0;
      }
    }
    var eigen = new EigenDecomposition(diagonal, beside); // eigenvalues in descending order
    double[][] tapers = new double[count][];
    for (int k = 0; k < count; k++) {
      tapers[k] = eigen.getEigenvector(k).mapDivide(Math.sqrt(dt)).toArray();
    }
    return tapers;
  }

  /** The power at a frequency in Hz, in spikes/s. */
  public double power(double hz) {
    int k = tapers.length;
    double[] real = new double[k];
    double[] imaginary = new double[k];
    transform(hz, real, imaginary);
    double sum = 0;
    double[] re = new double[k];
    double[] im = new double[k];
    for (double[] train : trainsMs) {
      double rate = 0;
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      for (double ms : train) {
        double t = ms / 1000;
        if (t > 0 && t <= seconds) {
          rate += 1 / seconds;
          double cos = Math.cos(2 * Math.PI * hz * t);
          double sin = -Math.sin(2 * Math.PI * hz * t);
          for (int j = 0; j < k; j++) {
            double a = taper(j, t);
            re[j] += a * cos;
            im[j] += a * sin;
          }
        }
      }
      for (int j = 0; j < k; j++) {
        double x = re[j] - rate * real[j];
        double y = im[j] - rate * imaginary[j];
        sum += x * x + y * y;
      }
    }
    return trainsMs.isEmpty() ? 0 : sum / k / trainsMs.size();
  }

  /** The integral of the power over a band, in (spikes/s)·Hz. */
  public double bandPower(double fromHz, double toHz) {
    int steps = (int) Math.ceil((toHz - fromHz) * seconds * 4); // finer than the spectrum's own resolution
    double sum = 0;
    for (int s = 0; s <= steps; s++) {
      sum += (s == 0 || s == steps ? 0.5 : 1) * power(fromHz + (toHz - fromHz) * s / steps);
    }
    return sum * (toHz - fromHz) / steps;
  }

  private double taper(int k, double t) {
    double place = Math.clamp(t / seconds * GRID - 0.5, 0, GRID - 1);
    int i = Math.min((int) place, GRID - 2);
    return tapers[k][i] + (place - i) * (tapers[k][i + 1] - tapers[k][i]);
  }

  private void transform(double hz, double[] real, double[] imaginary) {
    double dt = seconds / GRID;
    for (int i = 0; i < GRID; i++) {
      double cos = dt * Math.cos(2 * Math.PI * hz * (i + 0.5) * dt);
      double sin = -dt * Math.sin(2 * Math.PI * hz * (i + 0.5) * dt);
      for (int k = 0; k < tapers.length; k++) {
        real[k] += tapers[k][i] * cos;
        imaginary[k] += tapers[k][i] * sin;
      }
    }
  }
}
