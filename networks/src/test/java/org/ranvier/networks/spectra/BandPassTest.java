package org.ranvier.networks.spectra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Course;
import org.ranvier.simulator.RanvierException;

final class BandPassTest {
  private static final double STEP = 0.1;

  private static BandPass after(double hz, double seconds) {
    var band = new BandPass(10, 13, 35).timeConstants(500, 2000);
    for (int n = 0; n < seconds * 1000 / STEP; n++) {
      double t = (n + 0.5) * STEP / 1000;
      band.advance((50 + 20 * Math.cos(2 * Math.PI * hz * t)) * 10 * STEP / 1000, STEP);
    }
    return band;
  }

  /** The gain is γ/√(γ² + 4π²(f - f₀)²), γ = 22π/s; the term at the negative frequency, of up to a fourth of it, only ripples. */
  @Test
  void aRhythmHasItsAmplitudeAndTheEndsOfTheBandHalfItsPower() {
    double gamma = 22 * Math.PI;
    for (double hz : new double[] {13, 24, 35, 60}) {
      double plus = gamma * gamma / (gamma * gamma + Math.pow(2 * Math.PI * (hz - 24), 2));
      double minus = gamma * gamma / (gamma * gamma + Math.pow(2 * Math.PI * (hz + 24), 2)); // the conjugate part
      assertEquals(200 * (plus + minus), after(hz, 8).power(), 0.02 * 200 * (plus + minus), hz + " Hz");
    }
    assertEquals(20, after(24, 8).amplitude(), 5);
    assertEquals(50, after(24, 8).rate(), 0.5);
  }

  @Test
  void thePhaseIsZeroWhereTheRateIsGreatest() {
    for (int eighth = 0; eighth < 8; eighth++) { // cosine: the greatest rate after whole cycles
      double phase = after(24, 8 + eighth / 8.0 / 24).phase();
      double from = Math.IEEEremainder(phase - eighth * Math.PI / 4, 2 * Math.PI);
      assertEquals(0, from, 0.25, "eighth " + eighth);
    }
  }

  @Test
  void aConstantRateHasNoRhythm() {
    assertEquals(0, after(0, 1).power(), 1e-12);
  }

  /** The power of independent spikes is γ·λ/N, times 1 - p where a step has at most one spike, with the probability p. */
  @Test
  void noiseHasThePowerOfTheBand() {
    var random = new SplittableRandom(5);
    var band = new BandPass(20, 13, 35).timeConstants(5e4, 1e4);
    for (int n = 0; n < 3_000_000; n++) {
      band.advance(random.nextDouble() < 30 * 20 * STEP / 1000 ? 1 : 0, STEP);
    }
    double expected = 22 * Math.PI * 30 / 20 * (1 - 0.06);
    assertEquals(expected, band.power(), 0.05 * expected); // 4 standard deviations √(1/(2γτ))
  }

  @Test
  void theSpikesOfARunAreTakenInAnyParts() {
    var net = new Network("band");
    net.poissonSource("noise", 20, Course.step(ms(0), Hz(40)));
    net.spikeSource("clock", new double[][] {{10, 60, 110, 160, 210}});
    BandPass whole = new BandPass(20, 13, 35);
    BandPass parts = new BandPass(20, 13, 35);
    for (int part : new int[] {1, 4}) {
      try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
        for (int k = 0; k < part; k++) {
          simulation.run(ms(400.0 / part));
          (part == 1 ? whole : parts).take(simulation.takeSpikes(), "noise");
        }
      }
    }
    assertTrue(whole.power() > 0);
    assertEquals(whole.power(), parts.power(), 0);
    assertEquals(whole.rate(), parts.rate(), 0);
    assertEquals(40, whole.rate(), 10);
  }

  @Test
  void wrongInputIsRefused() {
    assertRefused("from 0.0 Hz to 35.0 Hz", () -> new BandPass(10, 0, 35));
    assertRefused("from 35.0 Hz to 13.0 Hz", () -> new BandPass(10, 35, 13));
    assertRefused("of 0 neurons", () -> new BandPass(0, 13, 35));
    assertRefused("10.0 ms is too long for a band up to 35.0 Hz", () -> new BandPass(10, 13, 35).advance(3, 10));
    assertRefused("given -1.0 spikes", () -> new BandPass(10, 13, 35).advance(-1, 1));
    assertRefused("0.0 ms and 5.0 ms, must be above 0", () -> new BandPass(10, 13, 35).timeConstants(0, 5));
    var net = new Network("clock");
    net.spikeSource("clock", new double[][] {{10}});
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.run(ms(20));
      var spikes = simulation.spikes();
      assertRefused("no population 'E'", () -> new BandPass(1, 13, 35).take(spikes, "E"));
      var ofTen = new BandPass(10, 13, 35);
      assertRefused("population 'clock' has 1 neurons, and this band-pass was made for 10", () -> ofTen.take(spikes, "clock"));
    }
  }

  private static void assertRefused(String part, Runnable what) {
    String message = assertThrows(RanvierException.class, what::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
