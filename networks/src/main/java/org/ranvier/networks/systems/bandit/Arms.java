package org.ranvier.networks.systems.bandit;

import org.ranvier.networks.study.Plan;
import org.ranvier.simulator.random.RandomStream;

/**
 * Gaussian arms that change: means uniform in -5 … 5, standard deviations in 0.001 … 2; at each boundary of a context each arm is drawn anew with
 * probability 0.4 (Lee et al. 2024, arXiv:2408.08446). Every reward is there before anybody chooses, the same under all conditions.
 */
final class Arms {
  static final int COUNT = 5;
  private static final double CHANGE = 0.4;

  private final int contextSteps;
  private final double[][] mean; // [context][arm]
  private final double[][] sd;
  private final RandomStream noise;

  Arms(Plan plan, int contexts, int contextSteps) {
    this.contextSteps = contextSteps;
    mean = new double[contexts][COUNT];
    sd = new double[contexts][COUNT];
    var random = plan.random("bandit", "arms");
    for (int c = 0; c < contexts; c++) {
      random.select(c);
      for (int a = 0; a < COUNT; a++) {
        boolean anew = random.nextDouble() < CHANGE || c == 0;
        double m = -5 + 10 * random.nextDouble();
        double s = 0.001 + 1.999 * random.nextDouble();
        mean[c][a] = anew ? m : mean[c - 1][a];
        sd[c][a] = anew ? s : sd[c - 1][a];
      }
    }
    noise = plan.random("bandit", "rewards");
  }

  int steps() {
    return mean.length * contextSteps;
  }

  /** What each arm would pay in a step. */
  double[] rewards(int step) {
    noise.select(step);
    double[] r = new double[COUNT];
    for (int a = 0; a < COUNT; a++) {
      r[a] = mean(step, a) + sd(step, a) * noise.nextGaussian();
    }
    return r;
  }

  double mean(int step, int arm) {
    return mean[step / contextSteps][arm];
  }

  double sd(int step, int arm) {
    return sd[step / contextSteps][arm];
  }

  /** By how much an arm is worse than the best on average. */
  double regret(int step, int arm) {
    double best = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < COUNT; a++) {
      best = Math.max(best, mean(step, a));
    }
    return best - mean(step, arm);
  }

  /** The regret of choosing at random, summed over all steps. */
  double regretOfChance() {
    double sum = 0;
    for (int step = 0; step < steps(); step++) {
      for (int a = 0; a < COUNT; a++) {
        sum += regret(step, a) / COUNT;
      }
    }
    return sum;
  }
}
