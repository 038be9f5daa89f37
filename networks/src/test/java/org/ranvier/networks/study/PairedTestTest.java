package org.ranvier.networks.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

/** Exact tests against published and counted values. */
final class PairedTestTest {
  /** Hollander & Wolfe 1973, p. 29, depression scale factors; R's wilcox.test documents V = 40 and the one-sided p-value 0.01953. */
  @Test
  void signedRanksOfDepressionScales() {
    double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    double[] d = IntStream.range(0, before.length).mapToDouble(k -> before[k] - after[k]).toArray();
    assertEquals(2 * 10 / 512.0, PairedTest.signedRank(d), 1e-12);
    assertEquals(new WilcoxonSignedRankTest().wilcoxonSignedRankTest(before, after, true), PairedTest.signedRank(d), 1e-12);
  }

  @Test
  void tiesAreCountedByAllSigns() {
    var random = new Random(3);
    for (int trial = 0; trial < 20; trial++) {
      double[] d = IntStream.range(0, 9).mapToDouble(k -> random.nextInt(-3, 4)).toArray();
      assertEquals(counted(d), PairedTest.signedRank(d), 1e-12);
    }
  }

  private static double counted(double[] all) {
    double[] d = java.util.Arrays.stream(all).filter(x -> x != 0).toArray();
    double found = Math.abs(signed(d, -1));
    long as = IntStream.range(0, 1 << d.length).filter(signs -> Math.abs(signed(d, signs)) >= found - 1e-9).count();
    return as / (double) (1 << d.length);
  }

  /** The sum of signed ranks, with the signs of the bits or, for -1, with those of the values. */
  private static double signed(double[] d, int signs) {
    double sum = 0;
    for (int k = 0; k < d.length; k++) {
      double rank = 0.5;
      for (double other : d) {
        rank += Math.abs(other) < Math.abs(d[k]) ? 1 : Math.abs(other) == Math.abs(d[k]) ? 0.5 : 0;
      }
      boolean positive = signs == -1 ? d[k] > 0 : (signs >> k & 1) == 1;
      sum += positive ? rank : -rank;
    }
    return sum;
  }

  @Test
  void nothingThatDiffersIsNoEvidence() {
    assertEquals(1, PairedTest.signedRank(new double[] {0, 0}));
    assertEquals(1, PairedTest.signedRank(new double[] {}));
    assertEquals(1, PairedTest.passes(0, 0));
  }

  @Test
  void allOfTwentyInOneDirection() {
    double[] d = IntStream.rangeClosed(1, 20).mapToDouble(k -> k).toArray();
    assertEquals(Math.pow(2, -19), PairedTest.signedRank(d), 1e-18);
    assertEquals(Math.pow(2, -19), PairedTest.passes(20, 0), 1e-15);
  }

  @Test
  void medianAndIntervalOfManyNormalValues() {
    var random = new Random(1);
    double[] x = random.doubles(400).map(u -> random.nextGaussian()).toArray();
    MedianInterval s = MedianInterval.of(x);
    double error = Math.sqrt(Math.PI / 2 / 400); // of the median of normal values
    assertEquals(0, s.median(), 4 * error);
    assertEquals(2 * 1.96 * error, s.high() - s.low(), 0.3 * 2 * 1.96 * error);
    assertTrue(s.low() <= s.median() && s.median() <= s.high());
    assertEquals(MedianInterval.of(x), s);
  }
}
