package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Likely;
import org.ranvier.simulator.random.RandomStream;

final class HypergeometricTest {
  private static final int N = 30_000;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1", "2, 2, 4", "3, 5, 2", "10, 7, 8", "14, 7, 8", "50, 1000, 1000", "1500, 1000, 1000", "100, 10, 100000",
    "100090, 10, 100090", "40000, 300000, 200000", "1000000, 30000000, 70000000"
  })
  void drawsFollowTheProbabilities(int n, int left, int right) {
    var expected = new HypergeometricDistribution(null, left + right, left, n);
    var stream = new RandomStream(2);
    double mean = expected.getNumericalMean();
    double sd = Math.sqrt(expected.getNumericalVariance());
    int low = (int) Math.max(0, Math.floor(mean - 6 * sd - 6));
    int width = (int) Math.max(1, Math.floor(sd / 6));
    long[] seen = new long[(int) ((Math.min(n, mean + 6 * sd + 6) - low) / width) + 1];
    for (int k = 0; k < N; k++) {
      stream.select(k);
      seen[(int) ((Hypergeometric.draw(stream, n, left, right) - low) / width)]++;
    }
    Likely.counts(
        seen,
        k -> {
          double p = 0;
          for (int x = low + k * width; x < low + (k + 1) * width && x <= n; x++) {
            p += expected.probability(x);
          }
          return N * p;
        });
  }

  @Test
  void nothingIsDrawnWhereNothingIsLeftToChance() {
    var stream = new RandomStream(1);
    assertEquals(0, Hypergeometric.draw(stream, 0, 5, 5));
    assertEquals(5, Hypergeometric.draw(stream, 10, 5, 5));
    assertEquals(0, Hypergeometric.draw(stream, 3, 0, 5));
    assertEquals(3, Hypergeometric.draw(stream, 3, 5, 0));
    assertEquals(1L << 40, Hypergeometric.draw(stream, 1L << 41, 1L << 40, 1L << 40));
  }

  @Test
  void largeNumbersKeepTheirMoments() {
    long left = 2_000_000_000L;
    long right = 4_000_000_000L;
    long n = 300_000_000L;
    double sd = Math.sqrt(n * (1.0 / 3) * (2.0 / 3) * (1 - (double) n / (left + right)));
    var stream = new RandomStream(3);
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < 1000; k++) {
      stream.select(k);
      double z = (Hypergeometric.draw(stream, n, left, right) - n / 3.0) / sd;
      sum += z;
      squares += z * z;
    }
    assertEquals(0, sum / 1000, 3.5 / Math.sqrt(1000));
    assertEquals(1, squares / 1000, 3.5 * Math.sqrt(2.0 / 1000));
  }
}
