package org.ranvier.networks.systems.credit;

import org.ranvier.simulator.random.RandomStream;

/**
 * Evidence accumulation (Bellec et al. 2020, Liu et al. 2021): seven cues of 100 ms, each on the left or on the right, 50 ms apart; after a delay, 150 ms in
 * which another group of inputs asks on which side there were more. Each of four groups of ten inputs fires Poisson spikes: at 40 spikes/s while its side is
 * cued or while it asks, the last one at 10 spikes/s all the time. In steps of 5 ms.
 */
record EvidenceTask(double[][] input, int label) implements CreditTask {
  static final int GROUP = 10;
  static final int INPUTS = 4 * GROUP;
  static final double STEP_MS = 5;

  static final int CUES = 7;
  static final int CUE = 20;
  static final int PAUSE = 10;
  static final int ASKED = 30;
  private static final double ACTIVE = 0.04 * STEP_MS;
  private static final double BACKGROUND = 0.01 * STEP_MS;

  /**
   * A trial.
   *
   * @param delay steps after the last pause
   */
  static EvidenceTask drawn(int delay, RandomStream random) {
    int begins = CUES * (CUE + PAUSE) + delay;
    double[][] input = new double[begins + ASKED][INPUTS];
    int right = 0;
    for (int c = 0; c < CUES; c++) {
      int side = random.nextDouble() < 0.5 ? 0 : 1;
      right += side;
      for (int t = c * (CUE + PAUSE); t < c * (CUE + PAUSE) + CUE; t++) {
        fire(input[t], side, ACTIVE, random);
      }
    }
    for (int t = 0; t < input.length; t++) {
      fire(input[t], 2, t >= begins ? ACTIVE : 0, random);
      fire(input[t], 3, BACKGROUND, random);
    }
    return new EvidenceTask(input, 2 * right > CUES ? 1 : 0);
  }

  private static void fire(double[] input, int group, double probability, RandomStream random) {
    for (int k = group * GROUP; k < (group + 1) * GROUP; k++) {
      input[k] = random.nextDouble() < probability ? 1 : 0;
    }
  }
}
