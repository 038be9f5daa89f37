package org.ranvier.networks.systems.dopamine;

import java.util.Arrays;

/**
 * The reward at which an answer changes its sign, from answers to several: two lines that meet at no answer,
 * {@code y = a·(r-e)⁺ - b·(e-r)⁺}, by least squares.
 */
final class ReversalPoint {
  private static final int STEPS = 2000;

  private ReversalPoint() {}

  /**
   * @param rewards what was given
   * @param answers beyond the tonic rate, in any unit
   * @return {@code e}, between the least and the largest reward
   */
  static double of(double[] rewards, double[] answers) {
    double least = Arrays.stream(rewards).min().orElseThrow();
    double most = Arrays.stream(rewards).max().orElseThrow();
    double best = Double.POSITIVE_INFINITY;
    double at = Double.NaN;
    for (int k = 0; k <= STEPS; k++) {
      double e = least + (most - least) * k / STEPS;
      double rest = rest(rewards, answers, e, 1) + rest(rewards, answers, e, -1);
      if (rest < best) {
        best = rest;
        at = e;
      }
    }
    return at;
  }

  /** The squares that a line through {@code (e, 0)} with a slope of at least 0 leaves on one side. */
  private static double rest(double[] rewards, double[] answers, double e, int side) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int k = 0; k < rewards.length; k++) {
      double x = rewards[k] - e;
      if (side > 0 ? x > 0 : x <= 0) {
        xx += x * x;
        xy += x * answers[k];
        yy += answers[k] * answers[k];
      }
    }
    double slope = xx > 0 ? Math.max(0, xy / xx) : 0;
    return yy - 2 * slope * xy + slope * slope * xx;
  }
}
