package org.ranvier.networks.systems.credit;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Evidence accumulation (Bellec et al. 2020, Liu et al. 2021): seven cues of 100 ms, each on the left or on the right, 50 ms apart; after a delay, 150 ms in
 * which another group of inputs asks on which side there were more. Each of four groups of ten inputs fires Poisson spikes: at 40 spikes/s while its side is
 * cued or while it asks, the last one at 10 spikes/s all the time.
 */
record EvidenceTask(double[][] input, int label) implements CreditTask {
  static final int GROUP = 10;
  static final int INPUTS = 4 * GROUP;
  static final int CUES = 7;

  private static final int CUE_MS = 100;
  private static final int PAUSE_MS = 50;
  private static final int ASKED_MS = 150;

  /**
   * In steps of some length.
   *
   * @param delay steps from the last pause to the question
   */
  record Times(double stepMs, int delay) {
    /**
     * A delay in steps.
     *
     * @throws RanvierException if cues, pauses or the delay have no whole number of steps
     */
    static Times of(double stepMs, double delayMs) {
      if (PAUSE_MS / stepMs != Math.rint(PAUSE_MS / stepMs)) {
        throw new RanvierException(
            "step = " + TimeGrid.trim(stepMs) + " ms does not divide pauses of " + PAUSE_MS + " ms and cues of " + CUE_MS + " ms; give 0.5, 1, 2, 2.5, 5 or 10");
      }
      if (delayMs / stepMs != Math.rint(delayMs / stepMs)) {
        throw new RanvierException("delay = " + TimeGrid.trim(delayMs) + " ms is no multiple of step = " + TimeGrid.trim(stepMs) + " ms; give one");
      }
      return new Times(stepMs, (int) (delayMs / stepMs));
    }

    int cue() {
      return (int) (CUE_MS / stepMs);
    }

    int cueAndPause() {
      return (int) ((CUE_MS + PAUSE_MS) / stepMs);
    }

    int asked() {
      return (int) (ASKED_MS / stepMs);
    }
  }

  /** A trial. */
  static EvidenceTask drawn(Times times, RandomStream random) {
    double active = 0.04 * times.stepMs;
    double background = 0.01 * times.stepMs;
    int begins = CUES * times.cueAndPause() + times.delay;
    double[][] input = new double[begins + times.asked()][INPUTS];
    int right = 0;
    for (int c = 0; c < CUES; c++) {
      int side = random.nextDouble() < 0.5 ? 0 : 1;
      right += side;
      for (int t = c * times.cueAndPause(); t < c * times.cueAndPause() + times.cue(); t++) {
        fire(input[t], side, active, random);
      }
    }
    for (int t = 0; t < input.length; t++) {
      fire(input[t], 2, t >= begins ? active : 0, random);
      fire(input[t], 3, background, random);
    }
    return new EvidenceTask(input, 2 * right > CUES ? 1 : 0);
  }

  private static void fire(double[] input, int group, double probability, RandomStream random) {
    for (int k = group * GROUP; k < (group + 1) * GROUP; k++) {
      input[k] = random.nextDouble() < probability ? 1 : 0;
    }
  }
}
