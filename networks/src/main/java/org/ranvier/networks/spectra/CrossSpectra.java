package org.ranvier.networks.spectra;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/** The sums that a coherence is made from, kept one by one for the jackknife. */
final class CrossSpectra {
  /** Of one taper and pair: {@code |J_a|²}, {@code |J_b|²}, and real and imaginary part of {@code J_a*·J_b}. */
  private record Term(double[] aa, double[] bb, double[] re, double[] im) {
    Term(int n) {
      this(new double[n], new double[n], new double[n], new double[n]);
    }
  }

  private final Term sum;
  private final List<Term> terms = new ArrayList<>();

  CrossSpectra(int frequencies) {
    sum = new Term(frequencies);
  }

  void add(Transform.Values a, Transform.Values b) {
    for (int k = 0; k < a.re().length; k++) {
      double[] aRe = a.re()[k];
      double[] aIm = a.im()[k];
      double[] bRe = b.re()[k];
      double[] bIm = b.im()[k];
      var term = new Term(aRe.length);
      for (int f = 0; f < aRe.length; f++) {
        term.aa[f] = aRe[f] * aRe[f] + aIm[f] * aIm[f];
        term.bb[f] = bRe[f] * bRe[f] + bIm[f] * bIm[f];
        term.re[f] = aRe[f] * bRe[f] + aIm[f] * bIm[f];
        term.im[f] = aRe[f] * bIm[f] - aIm[f] * bRe[f];
        sum.aa[f] += term.aa[f];
        sum.bb[f] += term.bb[f];
        sum.re[f] += term.re[f];
        sum.im[f] += term.im[f];
      }
      terms.add(term);
    }
  }

  Coherence coherence(double[] hz, double level) {
    int n = hz.length;
    int m = terms.size();
    double[] coherence = new double[n];
    double[] phase = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    double quantile = new TDistribution(m - 1.0).inverseCumulativeProbability((1 + level) / 2);
    for (int f = 0; f < n; f++) {
      coherence[f] = magnitude(sum.aa[f], sum.bb[f], sum.re[f], sum.im[f]);
      phase[f] = Math.atan2(sum.im[f], sum.re[f]);
      double mean = 0;
      double squares = 0;
      for (Term t : terms) {
        double z = fisher(magnitude(sum.aa[f] - t.aa[f], sum.bb[f] - t.bb[f], sum.re[f] - t.re[f], sum.im[f] - t.im[f]));
        mean += z / m;
        squares += z * z / m;
      }
      double error = quantile * Math.sqrt((m - 1) * Math.max(0, squares - mean * mean));
      double z = fisher(coherence[f]);
      low[f] = Math.tanh(Math.max(0, z - error));
      high[f] = Math.tanh(z + error);
    }
    return new Coherence(hz, coherence, phase, low, high, Math.sqrt(1 - Math.pow(1 - level, 1.0 / (m - 1))), m);
  }

  private static double magnitude(double aa, double bb, double re, double im) {
    return aa > 0 && bb > 0 ? Math.min(1, Math.hypot(re, im) / Math.sqrt(aa * bb)) : 0; // a silent signal coheres with nothing
  }

  private static double fisher(double c) {
    double below = Math.min(c, 1 - 1e-15);
    return 0.5 * Math.log((1 + below) / (1 - below));
  }
}
