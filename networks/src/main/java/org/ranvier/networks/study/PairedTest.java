package org.ranvier.networks.study;

import java.util.Arrays;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/** Exact tests of pairs, two-sided. */
public final class PairedTest {
  private PairedTest() {}

  /**
   * Wilcoxon's signed-rank test (1945, doi:10.2307/3001968) as a permutation test: how often signs drawn by tossing coins give a sum of ranks
   * as far from its mean as the signs that were found. Exact for any number of pairs, also with ties, which get their mean rank; pairs
   * without a difference are left out. 1 where no pair differs.
   *
   * <p>The sums are counted one by one for all 2^n signs, by dynamic programming over twice the ranks, which are whole.
   */
  public static double signedRank(double[] differences) {
    double[] d = Arrays.stream(differences).filter(x -> x != 0).toArray();
    if (d.length == 0) {
      return 1;
    }
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(Arrays.stream(d).map(Math::abs).toArray());
    int total = d.length * (d.length + 1); // twice the sum of all ranks
    double[] probability = new double[total + 1]; // of twice the sum of positive ranks
    probability[0] = 1;
    int found = 0;
    for (int k = 0; k < d.length; k++) {
      int twice = (int) Math.round(2 * ranks[k]);
      for (int s = total; s >= 0; s--) {
        probability[s] = 0.5 * probability[s] + (s >= twice ? 0.5 * probability[s - twice] : 0);
      }
      found += d[k] > 0 ? twice : 0;
    }
    double p = 0;
    for (int s = 0; s <= total; s++) {
      p += Math.abs(2 * s - total) >= Math.abs(2 * found - total) ? probability[s] : 0;
    }
    return Math.min(1, p);
  }

  /**
   * McNemar's test in its exact form: whether of two conditions one passes more often than the other.
   *
   * @param first number of pairs of which only the first passed
   * @param second number of pairs of which only the second passed
   */
  public static double passes(long first, long second) {
    int n = Math.toIntExact(first + second);
    return n == 0 ? 1 : Math.min(1, new BinomialTest().binomialTest(n, (int) first, 0.5, AlternativeHypothesis.TWO_SIDED));
  }
}
