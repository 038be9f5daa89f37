package org.ranvier.simulator.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoissonTableTest {
  /** What a table may be off: thresholds are multiples of 2^-31, and the reference has 1e-10 or so. */
  private static final double ROUNDING = 0x1.0p-31;

  /** Not drawn but read from the table: how many of the 2^31 uniform integers give each count or less. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-12, 1e-9, 1e-4, 0.5, 0.8, 1, 2.3, 17, 50, 600, 5000, 10_000})
  void everyCountHasItsProbability(double mean) {
    var table = new PoissonTable(mean);
    int[] thresholds = table.thresholds();
    double before = table.lowest() == 0 ? 0 : cumulative(mean, table.lowest() - 1);
    assertEquals(0, before, ROUNDING);
    for (int j = 0; j < thresholds.length; j++) {
      double found = (thresholds[j] + 1.0) * 0x1.0p-31;
      assertEquals(cumulative(mean, table.lowest() + j), found, ROUNDING, "P(K <= " + (table.lowest() + j) + ")");
    }
    assertEquals(1, cumulative(mean, table.lowest() + thresholds.length), ROUNDING);
  }

  /** Sum of the probabilities, each from its logarithm: nothing in common with the recursion of the table. */
  private static double cumulative(double mean, int k) {
    if (mean == 0) {
      return 1;
    }
    double sum = 0;
    for (int i = Math.max(0, (int) (mean - 12 * Math.sqrt(mean) - 40)); i <= k; i++) {
      sum += Math.exp(i * Math.log(mean) - mean - org.apache.commons.math3.special.Gamma.logGamma(i + 1.0));
    }
    return sum;
  }

  /** The guide must start below the threshold that counts, at its bounds as elsewhere. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.5, 2.3, 50, 5000, 10_000})
  void theCountIsTheNumberOfThresholdsBelow(double mean) {
    var table = new PoissonTable(mean);
    var stream = new RandomStream(RandomKey.of(5, "test"));
    for (int threshold : table.thresholds()) {
      check(table, threshold);
      check(table, threshold + 1);
    }
    for (int g = 0; g < 512; g++) {
      check(table, g << 22);
      check(table, (g << 22) + (1 << 22) - 1);
      check(table, stream.nextInt(Integer.MAX_VALUE));
    }
  }

  private static void check(PoissonTable table, int u) {
    int k = table.lowest();
    for (int threshold : table.thresholds()) {
      k += u > threshold ? 1 : 0;
    }
    assertEquals(k, table.count(u), "u = " + u);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0.5, 2.3, 50, 5000})
  void drawsHaveTheRightMeanVarianceAndFrequencies(double mean) {
    int n = 400_000;
    var table = new PoissonTable(mean);
    var stream = new RandomStream(RandomKey.of(1, "poisson"));
    int low = (int) Math.max(0, mean - 7 * Math.sqrt(mean));
    long[] seen = new long[(int) (14 * Math.sqrt(mean)) + 30];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      int k = table.count((int) (stream.nextLong() >>> 33));
      sum += k - mean;
      squares += (k - mean) * (k - mean);
      seen[Math.clamp(k - low, 0, seen.length - 1)]++;
    }
    assertEquals(0, sum / n, 4 * Math.sqrt(mean / n) + 1.0 / n);
    assertEquals(mean, squares / n, 4 * Math.sqrt((mean + 2 * mean * mean) / n) + 1.0 / n);
    var poisson = new PoissonDistribution(mean);
    double chi = 0;
    int bins = 0;
    double rest = n;
    double restSeen = n;
    for (int j = 0; j < seen.length; j++) {
      double expected = n * poisson.probability(low + j);
      if (expected >= 10) {
        chi += (seen[j] - expected) * (seen[j] - expected) / expected;
        rest -= expected;
        restSeen -= seen[j];
        bins++;
      }
    }
    chi += rest >= 1 ? (restSeen - rest) * (restSeen - rest) / rest : 0;
    double limit = new ChiSquaredDistribution(bins).inverseCumulativeProbability(0.999);
    assertTrue(bins == 1 || chi < limit, chi + " in " + bins + " bins");
  }

  @Test
  void meansOutsideItsRangeAreRefused() {
    for (double bad : new double[] {-1e-9, 10_001, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new PoissonTable(bad));
    }
  }
}
