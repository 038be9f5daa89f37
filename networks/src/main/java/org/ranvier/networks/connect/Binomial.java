package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomStream;

/**
 * Exact binomial variables for any number of trials, in a time that grows with the logarithm of it: the median of the trials'
 * uniform variables is a beta variable, and which side of {@code p} it falls on settles half of them (Relles 1972,
 * doi:10.1080/01621459.1972.10481259). Commons Math inverts the distribution function, which costs 1,000 times as much.
 */
final class Binomial {
  private static final int FEW = 24;

  private Binomial() {}

  /** The number of successes among independent trials. */
  static long draw(RandomStream random, long trials, double probability) {
    long n = trials;
    double p = probability;
    long successes = 0;
    while (n > FEW && p > 0 && p < 1) {
      long a = 1 + n / 2;
      double x = gamma(random, a);
      double median = x / (x + gamma(random, n + 1 - a));
      if (median >= p) {
        n = a - 1;
        p /= median;
      } else {
        successes += a;
        n -= a;
        p = (p - median) / (1 - median);
      }
    }
    if (p <= 0 || p >= 1) {
      return p <= 0 ? successes : successes + n;
    }
    for (; n > 0; n--) {
      successes += random.nextDouble() < p ? 1 : 0;
    }
    return successes;
  }

  /** Gamma variable of shape ≥ 1 (Marsaglia & Tsang 2000, doi:10.1145/358407.358414). */
  private static double gamma(RandomStream random, double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        if (Math.log(random.nextPositiveDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
