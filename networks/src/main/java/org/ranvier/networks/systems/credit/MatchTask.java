package org.ranvier.networks.systems.credit;

import org.ranvier.simulator.random.RandomStream;

/**
 * Delayed match: two cues of 100 ms, 700 ms apart, each in one of two inputs; the class is whether they were the same. A cue is a Gaussian bump of amplitude 2 and
 * standard deviation 25 ms over a baseline of 0.02, in steps of 10 ms.
 */
record MatchTask(double[][] input, int label) implements CreditTask {
  static final int INPUTS = 2;
  private static final int CUE = 10;
  private static final int DELAY = 70;

  static MatchTask drawn(RandomStream random) {
    int first = random.nextDouble() < 0.5 ? 0 : 1;
    int second = random.nextDouble() < 0.5 ? 0 : 1;
    double[][] input = new double[2 * CUE + DELAY][INPUTS];
    for (int t = 0; t < input.length; t++) {
      input[t][0] = input[t][1] = 0.02;
      input[t][first] += bump(t);
      input[t][second] += bump(t - CUE - DELAY);
    }
    return new MatchTask(input, first == second ? 1 : 0);
  }

  private static double bump(int t) {
    double off = (t - (CUE - 1) / 2.0) / 2.5;
    return t >= 0 && t < CUE ? 2 * Math.exp(-off * off / 2) : 0;
  }
}
