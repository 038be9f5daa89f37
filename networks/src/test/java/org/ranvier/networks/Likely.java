package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/** Whether draws may come from a distribution: seeds are fixed, so a test that holds once holds always. */
public final class Likely {
  private static final double LEVEL = 1e-3;

  private Likely() {}

  /** Pearson's χ² of counts against their expectation; classes expected less than 8 times are pooled with their neighbours. */
  public static void counts(long[] seen, IntToDoubleFunction expected) {
    double chi = 0;
    int classes = 0;
    double pooledSeen = 0;
    double pooledExpected = 0;
    double left = 0;
    for (int k = 0; k < seen.length; k++) {
      left += expected.applyAsDouble(k);
    }
    for (int k = 0; k < seen.length; k++) {
      pooledSeen += seen[k];
      pooledExpected += expected.applyAsDouble(k);
      left -= expected.applyAsDouble(k);
      if (k == seen.length - 1 || (pooledExpected >= 8 && left >= 8)) {
        chi += pooledExpected == 0 ? pooledSeen : (pooledSeen - pooledExpected) * (pooledSeen - pooledExpected) / pooledExpected;
        classes++;
        pooledSeen = 0;
        pooledExpected = 0;
      }
    }
    assertTrue(classes > 1, "too few counts to tell anything");
    double limit = new ChiSquaredDistribution(null, classes - 1).inverseCumulativeProbability(1 - LEVEL);
    assertTrue(chi < limit, "χ² = " + chi + " for " + classes + " classes; the limit is " + limit);
  }

  /** χ² of counts that should all be the same. */
  public static void equalCounts(long[] seen) {
    double mean = Arrays.stream(seen).average().orElseThrow();
    counts(seen, k -> mean);
  }

  /** Kolmogorov and Smirnov's distance of draws from a continuous distribution function. */
  public static void draws(double[] values, DoubleUnaryOperator distribution) {
    double[] x = values.clone();
    Arrays.sort(x);
    double distance = 0;
    for (int k = 0; k < x.length; k++) {
      double f = distribution.applyAsDouble(x[k]);
      distance = Math.max(distance, Math.max(f - (double) k / x.length, (k + 1.0) / x.length - f));
    }
    double p = 1 - new KolmogorovSmirnovTest().ksSum(distance * Math.sqrt(x.length), 1e-9, 1000);
    assertTrue(p > LEVEL, "D = " + distance + " of " + x.length + " draws; p = " + p);
  }
}
