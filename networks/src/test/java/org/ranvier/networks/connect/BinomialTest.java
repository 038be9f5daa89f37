package org.ranvier.networks.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.Likely;
import org.ranvier.simulator.random.RandomStream;

final class BinomialTest {
  private static final int N = 50_000;

  @ParameterizedTest
  @CsvSource({
    "1, 0.3", "24, 0.5", "25, 0.5", "26, 0.01", "100, 0.5", "100, 0.999", "1000, 0.001", "1001, 0.25", "100000, 0.0001",
    "1000000, 0.5", "299000000, 0.25", "2000000000, 1e-8"
  })
  void drawsFollowTheProbabilities(int trials, double p) {
    var expected = new BinomialDistribution(null, trials, p);
    var stream = new RandomStream(21);
    double sd = Math.sqrt(trials * p * (1 - p));
    int low = (int) Math.max(0, Math.floor(trials * p - 6 * sd - 6));
    int width = (int) Math.max(1, Math.floor(sd / 8)); // classes as fine as the number of draws can fill
    long[] seen = new long[(int) Math.min((trials - (long) low) / width, (long) (12 * sd + 12) / width) + 1];
    for (int k = 0; k < N; k++) {
      stream.select(k);
      long x = Binomial.draw(stream, trials, p);
      seen[(int) ((x - low) / width)]++;
    }
    Likely.counts(
        seen, k -> N * expected.cumulativeProbability(low + k * width - 1, (int) Math.min(trials, low + (k + 1L) * width - 1)));
  }

  @Test
  void nothingIsDrawnWhereNothingIsLeftToChance() {
    var stream = new RandomStream(1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int k = 0; k < 100; k++) {
            assertEquals(0, Binomial.draw(stream, 1L << 50, 0));
            assertEquals(1L << 50, Binomial.draw(stream, 1L << 50, 1));
            assertEquals(0, Binomial.draw(stream, 0, 0.5));
          }
        });
  }
}
