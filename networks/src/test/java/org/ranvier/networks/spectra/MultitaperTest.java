package org.ranvier.networks.spectra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

final class MultitaperTest {
  private static final Multitaper USUAL = Multitaper.of(3, 5);
  private static final Multitaper LESS_WIDE = Multitaper.of(2.5, 4);

  private static List<Signal> poisson(int neurons, double depth, double hz, long seed) {
    var random = new Random(seed);
    var trains = new ArrayList<Signal>();
    for (int i = 0; i < neurons; i++) {
      var times = DoubleStream.builder();
      for (double t = 0.1; t <= 3000; t += 0.1) {
        double rate = 50 * (1 + depth * Math.sin(2 * Math.PI * hz * t / 1000));
        if (random.nextDouble() < rate * 1e-4) {
          times.add(t);
        }
      }
      trains.add(Signal.spikes(times.build().toArray(), 0, 3000));
    }
    return trains;
  }

  private static double[] wave(boolean sine, int period, double height) {
    return IntStream.range(0, 64)
        .mapToDouble(n -> (sine ? Math.sin(0.3 * n) : Math.cos(0.3 * n)) + height * (n % period))
        .toArray();
  }

  /** With the tapers {@code dpss(64, 2.5, 4)} of SciPy 1.10.1 and the sum written out in NumPy 1.24.2, at 2 ms a sample. */
  @Test
  void powerAndCoherenceOfASeriesAreThoseWithSciPysTapers() {
    Signal x = Signal.series(wave(false, 7, 0.1), 2);
    Signal y = Signal.series(wave(true, 5, 0.2), 2);
    double[][] expected = {
      {0, 5.92842092911157e-05}, {10, 0.006555410388783036}, {23.9, 0.007020411853393027},
      {60, 0.0004154495907078752}, {250, 3.959561081700697e-06}
    };
    for (double[] e : expected) { // the first or last frequency of a band is exactly where it is asked for
      double[] power = e[0] < 250 ? LESS_WIDE.band(e[0], 250).spectrum(x).power() : LESS_WIDE.band(0, 250).spectrum(x).power();
      assertEquals(e[1], power[e[0] < 250 ? 0 : power.length - 1], 1e-12, e[0] + " Hz");
    }
    double[][] coherence = {
      {10, 0.9944230714244956, -1.5884348602194303}, {23.9, 0.9965206068641776, -1.5728890646717117},
      {60, 0.5636742298474419, 0.34523730834192534}
    };
    for (double[] c : coherence) {
      var found = LESS_WIDE.band(c[0], 250).coherence(x, y);
      assertEquals(c[1], found.coherence()[0], 1e-11);
      assertEquals(c[2], found.phase()[0], 1e-11);
    }
  }

  /** Parseval: twice the integral from 0 to half the sampling rate is the mean over tapers of Σ v²·(x - x̄)². */
  @Test
  void theIntegralIsTheTaperedVariance() {
    var random = new Random(3);
    double[] x = random.doubles(300).map(v -> 7 + v * v).toArray();
    double mean = Arrays.stream(x).average().orElseThrow();
    var tapers = Tapers.of(300, 3, 5);
    double expected = 0;
    for (int k = 0; k < 5; k++) {
      for (int i = 0; i < 300; i++) {
        expected += Math.pow(tapers.taper(k)[i] * (x[i] - mean), 2) / 5;
      }
    }
    assertEquals(expected, 2 * USUAL.band(0, 500).spectrum(Signal.series(x, 1)).bandPower(0, 500), 1e-10 * expected);
  }

  /**
   * An autoregressive process has the power σ²Δ/|1 - a₁·e^(-iω) - a₂·e^(-2iω)|² (Percival & Walden 1993, chapter 2; their AR(2):
   * a₁ = 0.75, a₂ = -0.5).
   */
  @Test
  void anAutoregressiveProcessHasItsSpectrum() {
    var random = new Random(11);
    var series = new ArrayList<Signal>();
    for (int trial = 0; trial < 100; trial++) {
      double[] x = new double[1000];
      double one = 0;
      double two = 0;
      for (int n = -200; n < 1000; n++) {
        double now = 0.75 * one - 0.5 * two + random.nextGaussian();
        two = one;
        one = now;
        if (n >= 0) {
          x[n] = now;
        }
      }
      series.add(Signal.series(x, 1));
    }
    var spectrum = USUAL.band(10, 490).spectrum(series);
    int within = 0;
    for (int f = 0; f < spectrum.hz().length; f++) {
      double w = 2 * Math.PI * spectrum.hz()[f] / 1000;
      double re = 1 - 0.75 * Math.cos(w) + 0.5 * Math.cos(2 * w);
      double im = 0.75 * Math.sin(w) - 0.5 * Math.sin(2 * w);
      double expected = 1e-3 / (re * re + im * im);
      assertEquals(1, spectrum.power()[f] / expected, 5 * Math.sqrt(2 / spectrum.freedom()), spectrum.hz()[f] + " Hz");
      within += spectrum.low()[f] <= expected && expected <= spectrum.high()[f] ? 1 : 0;
    }
    assertEquals(1000, spectrum.freedom(), 1e-9); // 2 · 5 tapers · 100 series
    assertEquals(0.95, within / (double) spectrum.hz().length, 0.04);
  }

  @Test
  void aPoissonProcessHasItsRateAtAllFrequencies() {
    var spectrum = USUAL.band(0, 400).spectrum(poisson(60, 0, 0, 7));
    for (double from = 2; from < 400; from += 22) {
      double to = Math.min(400, from + 22);
      // at 341 Hz too, where the taper's points would have their image
      assertEquals(50, spectrum.bandPower(from, to) / (to - from), 2.5, from + " Hz");
    }
    assertEquals(1 / (1 / 600.0 + 1 / 18_000.0), spectrum.freedom(), 2); // Jarvis & Mitra: 2·5·60, and about 9000 spikes
  }

  /** A rate λ·(1 + m·sin(2πft)) adds a line at f: its height is (λm/2)²·|A_k(0)|², averaged over tapers, its integral λ²m²/4. */
  @Test
  void aModulatedRateAddsItsLineWhereItIs() {
    var spectrum = USUAL.spectrum(poisson(60, 0.5, 20, 7));
    assertEquals(50 * 50 * 0.25 / 4, spectrum.bandPower(18, 22) - 4 * 50, 12);
    assertEquals(50, spectrum.bandPower(23, 35) / 12, 4);
    assertEquals(20, spectrum.peakHz(13, 35), 1);
    double atLine = 0;
    var tapers = Tapers.of(2048, 3, 5);
    for (int k = 0; k < 5; k++) {
      atLine += Math.pow(Arrays.stream(tapers.taper(k)).sum(), 2) * 3 / 2048 / 5; // (∫a_k dt)², T = 3 s
    }
    int f = (int) Math.round(20 / (spectrum.hz()[1] - spectrum.hz()[0]));
    double expected = 50 + 12.5 * 12.5 * atLine;
    assertEquals(20, spectrum.hz()[f], 1e-9);
    assertEquals(expected, spectrum.power()[f], 0.1 * expected);
    assertEquals(spectrum.power()[f], spectrum.power(20), 1e-6 * expected);
  }

  @Test
  void aRegularTrainIsSilentBelowItsRate() {
    double[] clock = DoubleStream.iterate(12.5, t -> t < 3000, t -> t + 12.5).toArray();
    var spectrum = USUAL.spectrum(Signal.spikes(clock, 0, 3000));
    assertTrue(spectrum.bandPower(13, 35) < 1, "80 Hz");
    assertEquals(80, spectrum.peakHz(13, 100), 1);
    assertEquals(0, USUAL.spectrum(Signal.spikes(clock, 5000, 8000)).bandPower(0, 100), 0); // silence
  }

  /** Noise common to both, and as much of each alone: the coherence is 1/2; b is a delayed by 5 ms and lags by 2πf·5 ms. */
  @Test
  void coherenceOfACommonPartAndItsDelay() {
    var random = new Random(17);
    var a = new ArrayList<Signal>();
    var b = new ArrayList<Signal>();
    for (int trial = 0; trial < 60; trial++) {
      double[] common = random.doubles(1005).map(v -> v - 0.5).toArray();
      a.add(Signal.series(IntStream.range(0, 1000).mapToDouble(n -> common[n + 5] + random.nextDouble()).toArray(), 1));
      b.add(Signal.series(IntStream.range(0, 1000).mapToDouble(n -> common[n] + random.nextDouble()).toArray(), 1));
    }
    var found = USUAL.band(2, 200).coherence(a, b);
    assertEquals(0.5, found.mean(2, 200), 0.01);
    assertEquals(300, found.estimates());
    int within = 0;
    for (int f = 0; f < found.hz().length; f++) {
      assertEquals(0, Math.IEEEremainder(found.phase()[f] + 2 * Math.PI * found.hz()[f] * 0.005, 2 * Math.PI), 0.4);
      within += found.low()[f] <= 0.5 && 0.5 <= found.high()[f] ? 1 : 0;
    }
    assertEquals(0.95, within / (double) found.hz().length, 0.05);
  }

  /**
   * Poisson trains that share a part λc of their rate have the coherence λc/λ; unrelated ones exceed the limit in 5 % of the
   * frequencies.
   */
  @Test
  void coherenceOfSpikesThatAreShared() {
    var shared = poisson(40, 0, 0, 1);
    var a = joined(shared, poisson(40, 0, 0, 2));
    var b = joined(shared, poisson(40, 0, 0, 3));
    assertEquals(0.5, USUAL.band(5, 100).coherence(a, b).mean(5, 100), 0.03);
    var apart = USUAL.band(5, 250).coherence(poisson(40, 0, 0, 4), poisson(40, 0, 0, 5));
    long above = Arrays.stream(apart.coherence()).filter(c -> c > apart.limit()).count();
    assertEquals(Math.sqrt(1 - Math.pow(0.05, 1 / 199.0)), apart.limit(), 1e-12);
    assertEquals(0.05, above / (double) apart.hz().length, 0.03);
  }

  private static List<Signal> joined(List<Signal> a, List<Signal> b) {
    return IntStream.range(0, a.size())
        .mapToObj(i -> DoubleStream.concat(Arrays.stream(a.get(i).times()), Arrays.stream(b.get(i).times())).map(t -> t * 1000))
        .map(times -> Signal.spikes(times.toArray(), 0, 3000))
        .toList();
  }

  @Test
  void aSpectrogramShowsWhenTheRhythmIs() {
    double[] x = IntStream.range(0, 4000).mapToDouble(n -> n < 2000 ? 0 : 3 * Math.cos(2 * Math.PI * 25 * n / 1000.0)).toArray();
    var found = USUAL.spectrogram(Signal.series(x, 1), 1000, 500);
    double[] beta = found.bandPower(15, 35);
    assertEquals(7, beta.length);
    assertEquals(0.5, found.seconds()[0], 1e-12);
    assertEquals(3.5, found.seconds()[6], 1e-12);
    assertEquals(0, beta[0], 1e-9);
    assertEquals(9 / 4.0, beta[6], 0.03); // half of the variance A²/2, the other half lies at negative frequencies
    double[] clock = DoubleStream.iterate(1020, t -> t < 2000, t -> t + 40).toArray();
    double[] spikes = USUAL.spectrogram(Signal.spikes(clock, 0, 2000), 1000, 1000).bandPower(20, 30);
    assertEquals(0, spikes[0], 0);
    assertTrue(spikes[1] > 100, Arrays.toString(spikes));
  }

  @Test
  void wrongInputIsRefused() {
    Signal series = Signal.series(new double[100], 1);
    Signal spikes = Signal.spikes(new double[] {5}, 0, 100);
    assertRefused("6 tapers with time-half-bandwidth 3.0: there must be 1 to 5", () -> Multitaper.of(3, 6));
    assertRefused("band from 35.0 Hz to 13.0 Hz", () -> USUAL.band(35, 13));
    assertRefused("band from -1.0 Hz", () -> USUAL.band(-1, 13));
    assertRefused("reaches beyond 500.0 Hz, half the sampling rate", () -> USUAL.band(0, 501).spectrum(series));
    assertRefused("which goes from 0.0 Hz to 100.0 Hz", () -> USUAL.spectrum(series).bandPower(90, 110));
    assertRefused("101.0 Hz lies outside", () -> USUAL.spectrum(series).power(101));
    assertRefused("interval from 100.0 ms to 100.0 ms is empty", () -> Signal.spikes(new double[0], 100, 100));
    assertRefused("at least 8 are needed", () -> Signal.series(new double[3], 1));
    assertRefused("sample 2 of the series is NaN", () -> Signal.series(new double[] {0, 1, Double.NaN, 0, 0, 0, 0, 0}, 1));
    assertRefused("no signals", () -> USUAL.spectrum(List.of()));
    assertRefused("must be of one kind and length", () -> USUAL.spectrum(List.of(series, spikes)));
    assertRefused("1 signals of 0.1 s with 2 of 0.1 s", () -> USUAL.coherence(List.of(series), List.of(spikes, spikes)));
    assertRefused("with one taper is 1 whatever", () -> Multitaper.of(1, 1).coherence(series, spikes));
    assertRefused("a window no longer than the signal", () -> USUAL.spectrogram(series, 200, 10));
    assertRefused("level of confidence 95.0", () -> USUAL.confidence(95));
    assertRefused("more than 1000000", () -> USUAL.band(0, 1e6).spectrum(Signal.spikes(new double[0], 0, 1e4)));
  }

  private static void assertRefused(String part, Runnable what) {
    String message = assertThrows(RanvierException.class, what::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
