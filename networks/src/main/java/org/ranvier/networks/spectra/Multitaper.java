package org.ranvier.networks.spectra;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.ranvier.simulator.RanvierException;

/**
 * Spectra by multitapering. With the tapered transforms {@code J_k(f)} (of spikes
 * {@code Σ_j a_k(t_j)·e^(-2πi·f·t_j) - λ·A_k(f)}, of a series {@code Δ·Σ_n a_k(t_n)·(x_n - x̄)·e^(-2πi·f·t_n)};
 * {@code ∫ a_k² dt = 1}; {@code a_k} the {@link Tapers}) the power is the mean of {@code |J_k(f)|²} over tapers and signals. It
 * is two-sided: a Poisson process of rate {@code λ} has the power {@code λ}, in spikes/s, at all frequencies; white noise of
 * variance {@code σ²} sampled at intervals {@code Δ} has {@code σ²·Δ}; and its integral from {@code -1/(2Δ)} to {@code 1/(2Δ)}
 * is the variance.
 *
 * <pre>{@code
 * var spikes = simulation.spikes();
 * var trains = Signal.trains(spikes.trainsMs(spikes.population("GPi")), 0, 3000);
 * Spectrum spectrum = Multitaper.of(3, 5).band(0, 100).spectrum(trains);
 * double beta = spectrum.bandPower(13, 35);
 * }</pre>
 *
 * <p>Sources: Thomson 1982, doi:10.1109/PROC.1982.12433; Percival & Walden 1993, Spectral Analysis for Physical Applications,
 * chapter 7; for point processes and coherence Jarvis & Mitra 2001, doi:10.1162/089976601300014312.
 */
public final class Multitaper {
  private static final int MOST_FREQUENCIES = 1_000_000;

  private final double timeBandwidth;
  private final int tapers;
  private final double fromHz;
  private final double toHz;
  private final double level;

  private Multitaper(double timeBandwidth, int tapers, double fromHz, double toHz, double level) {
    this.timeBandwidth = timeBandwidth;
    this.tapers = tapers;
    this.fromHz = fromHz;
    this.toHz = toHz;
    this.level = level;
  }

  /**
   * Spectra from 0 to 100 Hz with limits of confidence of 95 %.
   *
   * @param timeBandwidth duration times half bandwidth, at least 1: with 3, a spectrum of 3 s is smoothed over ±1 Hz
   * @param tapers how many, at most {@code 2·timeBandwidth - 1}
   */
  public static Multitaper of(double timeBandwidth, int tapers) {
    Tapers.check(timeBandwidth, tapers);
    return new Multitaper(timeBandwidth, tapers, 0, 100, 0.95);
  }

  /** For other frequencies, from 0 or above to at most half the sampling rate of a series. */
  public Multitaper band(double from, double to) {
    if (!(from >= 0) || !(from < to) || Double.isInfinite(to)) {
      throw new RanvierException(
          "the band from " + from + " Hz to " + to + " Hz must begin at 0 Hz or above and end above its beginning");
    }
    return new Multitaper(timeBandwidth, tapers, from, to, level);
  }

  /** With other limits of confidence, e.g. 0.99. */
  public Multitaper confidence(double level) {
    if (!(level > 0 && level < 1)) {
      throw new RanvierException("the level of confidence " + level + " must be between 0 and 1, e.g. 0.95");
    }
    return new Multitaper(timeBandwidth, tapers, fromHz, toHz, level);
  }

  /** The spectrum of one signal. */
  public Spectrum spectrum(Signal signal) {
    return spectrum(List.of(signal));
  }

  /**
   * The mean spectrum of signals of one length. Its limits are those of {@code ν} degrees of freedom, {@code ν·S/χ²}, with
   * {@code 1/ν = 1/(2·tapers·signals) + 1/(2·spikes)}, and hold where the signals are independent (Jarvis & Mitra
   * 2001).
   */
  public Spectrum spectrum(List<Signal> signals) {
    double[] hz = frequencies(signals);
    var transform = new Transform(signals.getFirst(), timeBandwidth, tapers, hz);
    double[] power = new double[hz.length];
    long spikes = 0;
    for (Signal signal : signals) {
      var j = transform.of(signal);
      for (int k = 0; k < tapers; k++) {
        for (int f = 0; f < hz.length; f++) {
          power[f] += (j.re()[k][f] * j.re()[k][f] + j.im()[k][f] * j.im()[k][f]) / tapers / signals.size();
        }
      }
      spikes += signal.spikeCount();
    }
    double ofFewSpikes = signals.getFirst().isSeries() ? 0 : 1.0 / (2.0 * Math.max(1, spikes));
    double freedom = 1 / (1.0 / (2.0 * tapers * signals.size()) + ofFewSpikes);
    var chi = new ChiSquaredDistribution(freedom);
    double least = freedom / chi.inverseCumulativeProbability((1 + level) / 2);
    double most = freedom / chi.inverseCumulativeProbability((1 - level) / 2);
    double[] low = new double[hz.length];
    double[] high = new double[hz.length];
    for (int f = 0; f < hz.length; f++) {
      low[f] = power[f] * least;
      high[f] = power[f] * most;
    }
    return new Spectrum(hz, power, low, high, freedom);
  }

  /** The coherence of two signals of one length. */
  public Coherence coherence(Signal a, Signal b) {
    return coherence(List.of(a), List.of(b));
  }

  /**
   * The coherence over pairs of signals, e.g. trials: the first of {@code a} with the first of {@code b}, and so on. Either may
   * be spikes or series.
   */
  public Coherence coherence(List<Signal> a, List<Signal> b) {
    double[] hz = frequencies(a);
    frequencies(b);
    if (a.size() != b.size() || Math.abs(a.getFirst().seconds() - b.getFirst().seconds()) > 1e-9 * a.getFirst().seconds()) {
      throw new RanvierException(
          "a coherence of " + a.size() + " signals of " + a.getFirst().seconds() + " s with " + b.size() + " of "
              + b.getFirst().seconds() + " s: both sides must have as many, of one length");
    }
    if (tapers * a.size() < 2) {
      throw new RanvierException(
          "the coherence of one pair with one taper is 1 whatever the signals; take more tapers,"
              + " e.g. 5 with time-half-bandwidth 3");
    }
    var ofA = new Transform(a.getFirst(), timeBandwidth, tapers, hz);
    var ofB = new Transform(b.getFirst(), timeBandwidth, tapers, hz);
    var sums = new CrossSpectra(hz.length);
    for (int s = 0; s < a.size(); s++) {
      sums.add(ofA.of(a.get(s)), ofB.of(b.get(s)));
    }
    return sums.coherence(hz, level);
  }

  /**
   * Spectra of windows that follow each other.
   *
   * @param windowMs length of a window; the half bandwidth is {@code timeBandwidth} divided by it
   * @param stepMs from the beginning of one to that of the next
   */
  public Spectrogram spectrogram(Signal signal, double windowMs, double stepMs) {
    var windows = signal.windows(windowMs, stepMs);
    double[] hz = frequencies(windows);
    double[] seconds = new double[windows.size()];
    double[][] power = new double[windows.size()][];
    var transform = new Transform(windows.getFirst(), timeBandwidth, tapers, hz);
    double step = signal.isSeries() ? signal.samples(stepMs) * signal.interval() : stepMs / 1000;
    for (int w = 0; w < power.length; w++) {
      seconds[w] = w * step + windows.get(w).seconds() / 2;
      power[w] = new double[hz.length];
      var j = transform.of(windows.get(w));
      for (int k = 0; k < tapers; k++) {
        for (int f = 0; f < hz.length; f++) {
          power[w][f] += (j.re()[k][f] * j.re()[k][f] + j.im()[k][f] * j.im()[k][f]) / tapers;
        }
      }
    }
    return new Spectrogram(seconds, hz, power);
  }

  /** Frequencies from end to end of the band, so close that no line falls between them: at most {@code 1/(2T)} apart. */
  private double[] frequencies(List<Signal> signals) {
    if (signals.isEmpty()) {
      throw new RanvierException("no signals: a spectrum needs at least one");
    }
    Signal first = signals.getFirst();
    for (Signal s : signals) {
      boolean asLong = Math.abs(s.seconds() - first.seconds()) <= 1e-9 * first.seconds();
      if (!asLong || s.interval() != first.interval()) { // the interval of spikes is 0
        throw new RanvierException(
            "signals of " + first.seconds() + " s and of " + s.seconds() + " s, or of spikes and of series:"
                + " those of one spectrum must be of one kind and length");
      }
    }
    if (toHz > first.nyquistHz() * (1 + 1e-9)) {
      throw new RanvierException(
          String.format(
              Locale.ROOT, "the band from %s Hz to %s Hz reaches beyond %s Hz, half the sampling rate; end it there, or sample"
                  + " more often", fromHz, toHz, first.nyquistHz()));
    }
    double intervals = Math.max(1, Math.ceil((toHz - fromHz) * first.seconds() * 2 - 1e-9));
    if (intervals > MOST_FREQUENCIES) {
      throw new RanvierException(
          String.format(
              Locale.ROOT, "a band of %s Hz in %s s has %.0f frequencies, more than %d; take a narrower band, or the mean of"
                  + " windows", toHz - fromHz, first.seconds(), intervals, MOST_FREQUENCIES));
    }
    double[] hz = new double[(int) intervals + 1];
    for (int f = 0; f < hz.length; f++) {
      hz[f] = fromHz + (toHz - fromHz) * f / intervals;
    }
    return hz;
  }
}
