package org.ranvier.networks.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

final class MultitaperSpectrumTest {
  private static List<double[]> poisson(int neurons, double depth, double hz) {
    var random = new Random(7);
    var trains = new ArrayList<double[]>();
    for (int i = 0; i < neurons; i++) {
      var times = DoubleStream.builder();
      for (double t = 0.1; t <= 3000; t += 0.1) {
        double rate = 50 * (1 + depth * Math.sin(2 * Math.PI * hz * t / 1000));
        if (random.nextDouble() < rate * 1e-4) {
          times.add(t);
        }
      }
      trains.add(times.build().toArray());
    }
    return trains;
  }

  @Test
  void aPoissonProcessHasItsRateAtAllFrequencies() {
    var spectrum = MultitaperSpectrum.of(poisson(60, 0, 0), 3000, 3, 5);
    assertEquals(50, spectrum.bandPower(13, 35) / 22, 2.5);
    assertEquals(50, spectrum.bandPower(60, 90) / 30, 2.5);
  }

  /** A rate λ·(1 + m·sin(2πft)) adds a line at f, spread over the bandwidth, whose integral is λ²m²/4. */
  @Test
  void aModulatedRateAddsItsLineWhereItIs() {
    var spectrum = MultitaperSpectrum.of(poisson(60, 0.5, 20), 3000, 3, 5);
    double line = spectrum.bandPower(18, 22) - 4 * 50;
    assertEquals(50 * 50 * 0.25 / 4, line, 12);
    assertEquals(50, spectrum.bandPower(23, 35) / 12, 4);
  }

  @Test
  void aRegularTrainIsSilentBelowItsRate() {
    var spectrum = MultitaperSpectrum.of(List.of(DoubleStream.iterate(12.5, t -> t < 3000, t -> t + 12.5).toArray()), 3000, 3, 5);
    assertTrue(spectrum.bandPower(13, 35) < 1, "80 Hz");
    assertTrue(spectrum.power(80) > 1000);
  }

  @Test
  void impossibleTapersAreRefused() {
    String message = assertThrows(RanvierException.class, () -> MultitaperSpectrum.of(List.of(), 3000, 3, 6)).getMessage();
    assertTrue(message.contains("time-bandwidth 3.0 and 6 tapers is not possible") && message.contains("e.g. 3 and 5"), message);
    assertThrows(RanvierException.class, () -> MultitaperSpectrum.of(List.of(), 0, 3, 5));
  }
}
