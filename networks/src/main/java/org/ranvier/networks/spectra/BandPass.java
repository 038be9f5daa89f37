package org.ranvier.networks.spectra;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * The strength of a rhythm in a population's spikes as a run goes on, for a controller to read: a leaky band-pass that costs a
 * few operations a step and looks at the past alone. With the population's rate {@code r} (spikes/s of a neuron), its leaky mean
 * {@code m}, the centre {@code f₀} of the band and its width {@code B},
 *
 * <pre>{@code
 * dz/dt = (-γ + 2πi·f₀)·z + γ·(r - m),   γ = π·B
 * dm/dt = (r - m)/τ_m
 * dP/dt = (2|z|² - P)/τ
 * }</pre>
 *
 * A rate {@code r₀ + A·cos(2πft)} within the band gives {@code 2|z| = A·γ/√(γ² + 4π²(f - f₀)²)}, so that the power is halved at
 * the ends of the band; {@code P} is its mean square, {@code A²/2} in the middle. Independent Poisson spikes of {@code N}
 * neurons at the rate {@code λ} give {@code P = γ·λ/N}. What lies outside the band is weakened no more than this curve says. The
 * rate is taken as constant over a step, and the equations are solved exactly for that.
 *
 * <pre>{@code
 * var beta = new BandPass(10, 13, 35);
 * simulation.run(ms(100));
 * beta.take(simulation.takeSpikes(), "GPi");
 * if (beta.power() > …) …
 * }</pre>
 */
public final class BandPass {
  private final int neurons;
  private final double centreHz;
  private final double toHz;
  private final double gamma;
  private double smoothingMs = 100;
  private double meanMs = 1000;
  private double re;
  private double im;
  private double mean = Double.NaN; // before the first step
  private double power;
  private double elapsedMs;

  private double stepMs; // what follows is of this step
  private double decayRe;
  private double decayIm;
  private double gainRe;
  private double gainIm;
  private double meanPart;
  private double smoothingPart;

  /**
   * A band-pass at rest.
   *
   * @param neurons size of the population
   * @param fromHz lower end of the band, above 0
   * @param toHz upper end, above that
   */
  public BandPass(int neurons, double fromHz, double toHz) {
    if (neurons < 1) {
      throw new RanvierException("a band-pass of " + neurons + " neurons; there must be at least one");
    }
    if (!(fromHz > 0 && fromHz < toHz) || Double.isInfinite(toHz)) {
      throw new RanvierException(
          "the band from " + fromHz + " Hz to " + toHz + " Hz must begin above 0 Hz and end above its beginning");
    }
    this.neurons = neurons;
    this.toHz = toHz;
    centreHz = (fromHz + toHz) / 2;
    gamma = Math.PI * (toHz - fromHz) / 1000; // per ms
  }

  /** With other time constants: {@code τ} of the power (100 ms at first) and {@code τ_m} of the mean rate (1000 ms). */
  public BandPass timeConstants(double smoothingMs, double meanMs) {
    if (!(smoothingMs > 0) || !(meanMs > 0)) {
      throw new RanvierException(
          "the time constants of a band-pass, " + smoothingMs + " ms and " + meanMs + " ms, must be above 0");
    }
    this.smoothingMs = smoothingMs;
    this.meanMs = meanMs;
    stepMs = 0;
    return this;
  }

  /** Takes the spikes of a population of that name, step by step: those of the time that follows the time taken before. */
  public void take(SpikeTrains spikes, String population) {
    PopulationRange range = spikes.population(population);
    if (range.size() != neurons) {
      throw new RanvierException(
          "population '" + population + "' has " + range.size() + " neurons, and this band-pass was made for " + neurons
              + "; make one for as many");
    }
    int k = 0;
    for (long step = spikes.fromStep() + 1; step <= spikes.toStep(); step++) {
      int count = 0;
      for (; k < spikes.size() && spikes.steps()[k] <= step; k++) {
        count += range.contains(spikes.ids()[k]) ? 1 : 0;
      }
      advance(count, spikes.resolutionMs());
    }
  }

  /**
   * Goes on by a time in which the population fired so many spikes.
   *
   * @param durationMs at most a quarter of a cycle of the upper end of the band
   */
  public void advance(double spikes, double durationMs) {
    if (!(spikes >= 0)) {
      throw new RanvierException("a band-pass was given " + spikes + " spikes; there must be 0 or more");
    }
    if (durationMs != stepMs) {
      setStep(durationMs);
    }
    double rate = spikes / neurons / durationMs * 1000;
    if (Double.isNaN(mean)) {
      mean = rate;
    }
    elapsedMs += durationMs;
    // At first the mean over all the time there was: a fixed time constant would take long to forget the first step.
    mean += (rate - mean) * (elapsedMs < meanMs ? -Math.expm1(-durationMs / elapsedMs) : meanPart);
    double drive = rate - mean;
    double nextRe = re * decayRe - im * decayIm + gainRe * drive;
    im = re * decayIm + im * decayRe + gainIm * drive;
    re = nextRe;
    power += (2 * (re * re + im * im) - power) * smoothingPart;
  }

  private void setStep(double durationMs) {
    if (!(durationMs > 0 && durationMs <= 250 / toHz)) {
      throw new RanvierException(
          "a step of " + durationMs + " ms is too long for a band up to " + toHz + " Hz; it must be above 0 and at most a"
              + " quarter of a cycle, " + 250 / toHz + " ms");
    }
    double omega = 2 * Math.PI * centreHz / 1000;
    double size = Math.exp(-gamma * durationMs);
    decayRe = size * Math.cos(omega * durationMs);
    decayIm = size * Math.sin(omega * durationMs);
    // γ·(e^(s·dt) - 1)/s with s = -γ + iω
    double square = gamma * gamma + omega * omega;
    gainRe = gamma * (-gamma * (decayRe - 1) + omega * decayIm) / square;
    gainIm = gamma * (-gamma * decayIm - omega * (decayRe - 1)) / square;
    meanPart = -Math.expm1(-durationMs / meanMs);
    smoothingPart = -Math.expm1(-durationMs / smoothingMs);
    stepMs = durationMs;
  }

  /** The amplitude of the rhythm now, {@code 2|z|}, in spikes/s of a neuron. */
  public double amplitude() {
    return 2 * Math.hypot(re, im);
  }

  /** Its phase now in rad, from -π to π: 0 where the rate is greatest. */
  public double phase() {
    return Math.atan2(im, re);
  }

  /** Its smoothed power {@code P}, in (spikes/s)². */
  public double power() {
    return power;
  }

  /** The leaky mean of the rate, in spikes/s of a neuron. */
  public double rate() {
    return Double.isNaN(mean) ? 0 : mean;
  }
}
