package org.ranvier.networks.spectra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

final class BlankingTest {
  /** A rhythm of 20 Hz beneath pulses of 130 Hz whose artefact is a thousand times as large; what is left errs by at most (ω·d)²/8. */
  @Test
  void theRhythmBeneathTheArtefactIsLeft() {
    double[] pulses = IntStream.range(0, 130).mapToDouble(k -> k * 1000 / 130.0).toArray();
    double[] clean = IntStream.range(0, 10_000).mapToDouble(k -> Math.sin(2 * Math.PI * 0.02 * k * 0.1)).toArray();
    double[] recorded = clean.clone();
    for (double p : pulses) {
      for (int k = (int) Math.ceil(p * 10); k <= p * 10 + 10 && k < recorded.length; k++) {
        recorded[k] += 1000 * Math.exp(-(k * 0.1 - p));
      }
    }
    double[] left = Blanking.of(recorded, 0, 0.1, pulses, 1);
    double most = Math.pow(2 * Math.PI * 0.02 * 1.2, 2) / 8; // 11 samples are replaced: 1.2 ms between those that are left
    for (int k = 20; k < left.length - 20; k++) {
      assertEquals(clean[k], left[k], most, "sample " + k);
    }
  }

  @Test
  void atTheEndsWhatIsThereIsGoneOnWith() {
    assertArrayEquals(new double[] {3, 3, 3, 4, 4, 4}, Blanking.of(new double[] {9, 9, 3, 4, 9, 9}, 0, 1, new double[] {0, 4}, 1));
    assertArrayEquals(new double[] {1, 2, 3, 4}, Blanking.of(new double[] {1, 9, 9, 4}, 10, 1, new double[] {11}, 1));
    assertArrayEquals(new double[] {1, 9}, Blanking.of(new double[] {1, 9}, 0, 1, new double[0], 1));
  }

  @Test
  void wrongTimesAreRefused() {
    assertTrue(assertThrows(RanvierException.class, () -> Blanking.of(new double[1], 0, 0, new double[0], 1)).getMessage().contains("0.0 ms apart"));
    assertTrue(assertThrows(RanvierException.class, () -> Blanking.of(new double[1], 0, 1, new double[] {2, 1}, 1)).getMessage().contains("put them in order"));
    assertTrue(assertThrows(RanvierException.class, () -> Blanking.of(new double[2], Double.NaN, 1, new double[] {1}, 1)).getMessage().contains("from NaN ms on"));
    var refused = assertThrows(RanvierException.class, () -> Blanking.of(new double[2], 0, Double.POSITIVE_INFINITY, new double[] {1}, 1));
    assertTrue(refused.getMessage().contains("be finite"));
    assertTrue(assertThrows(RanvierException.class, () -> Blanking.of(new double[] {1, 2}, 0, 1, new double[] {0}, 5)).getMessage().contains("leaves none of 2 samples"));
  }
}
