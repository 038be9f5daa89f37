package org.ranvier.networks.study;

import java.util.List;

/**
 * The outcome of a comparison.
 *
 * @param pairs seeds that have both conditions
 * @param p of the signed-rank test
 * @param learntOnlyFirst seeds in which the condition learnt and the other did not
 * @param pLearnt of McNemar's test
 */
record Compared(Comparison of, int pairs, double medianDifference, double p, long learntOnlyFirst, long learntOnlySecond, double pLearnt) {
  /** Of all comparisons of the study whose conditions were run with at least two seeds. */
  static List<Compared> all(StudyResult result) {
    return result.study().comparisons().stream()
        .filter(c -> result.conditions().contains(c.condition()) && result.conditions().contains(c.against()))
        .map(c -> of(result, c))
        .filter(c -> c.pairs > 1)
        .toList();
  }

  private static Compared of(StudyResult result, Comparison c) {
    double[] d = result.differences(c.measure(), c.condition(), c.against());
    long first = result.learntOnly(c.condition(), c.against());
    long second = result.learntOnly(c.against(), c.condition());
    return new Compared(c, d.length, MedianInterval.median(d), PairedTest.signedRank(d), first, second, PairedTest.passes(first, second));
  }
}
