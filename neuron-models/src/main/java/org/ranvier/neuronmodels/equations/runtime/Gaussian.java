package org.ranvier.neuronmodels.equations.runtime;

import org.ranvier.simulator.random.RandomKey;

/**
 * Standard normal numbers that are pure functions of a key, a step and a neuron: the inverse of the normal distribution function
 * (Wichura 1988, algorithm AS 241, doi:10.2307/2347330; relative error about 1e-16) at a uniform number of 53 bits.
 */
public final class Gaussian {
  private static final double[] A = {
    3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
    33430.575583588128105, 2509.0809287301226727
  };
  private static final double[] B = {
    1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610, 28729.085735721942674,
    5226.4952788528545610
  };
  private static final double[] C = {
    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258,
    0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4
  };
  private static final double[] D = {
    1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966,
    5.47593808499534494600e-4, 1.05075007164441684324e-9
  };
  private static final double[] E = {
    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230, 0.0265321895265761230930,
    0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7
  };
  private static final double[] F = {
    1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
    1.42151175831644588870e-7, 2.04426310338993978564e-15
  };

  private Gaussian() {}

  /** Fills {@code x[from … to - 1]} with the numbers of the neurons {@code first + from … first + to - 1} in a step. */
  public static void fill(double[] x, int from, int to, long key, long step, int first) {
    long ofStep = RandomKey.bits(key, step);
    for (int i = from; i < to; i++) {
      x[i] = quantile(((RandomKey.bits(ofStep, first + i) >>> 11) + 0.5) * 0x1.0p-53);
    }
  }

  /** The number below which a standard normal number lies with probability {@code p}, {@code 0 < p < 1}. */
  static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * polynomial(A, r) / polynomial(B, r);
    }
    double r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
    double x = r <= 5 ? polynomial(C, r - 1.6) / polynomial(D, r - 1.6) : polynomial(E, r - 5) / polynomial(F, r - 5);
    return q < 0 ? -x : x;
  }

  private static double polynomial(double[] c, double x) {
    double sum = c[7];
    for (int k = 6; k >= 0; k--) {
      sum = sum * x + c[k];
    }
    return sum;
  }
}
