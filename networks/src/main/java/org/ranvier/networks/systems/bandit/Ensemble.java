package org.ranvier.networks.systems.bandit;

import org.ranvier.simulator.random.RandomStream;

/**
 * Equations 4 and 5 of Lee et al. 2024 taken literally: the epistemic part is the variance of values over ten members, each of which learns from a
 * random half of the rewards; the aleatoric part follows δ². The members agree after some hundred steps, and nothing is learnt any more.
 */
final class Ensemble implements RateAgent, Uncertainty {
  private static final int MEMBERS = 10;
  private static final double PART = 0.5;
  private static final double RISK_RATE = 0.02;

  private final double[][] members = new double[MEMBERS][Arms.COUNT];
  private final double[] risk = new double[Arms.COUNT];
  private final RandomStream random;
  private final Softmax choice;
  private final double least;
  private final double most;
  private int step;

  Ensemble(RandomStream first, RandomStream random, RandomStream choice, double least, double most) {
    this.random = random;
    this.choice = new Softmax(choice);
    this.least = least;
    this.most = most;
    for (double[] member : members) {
      for (int a = 0; a < member.length; a++) {
        member[a] = first.nextGaussian();
      }
    }
    java.util.Arrays.fill(risk, 1);
  }

  @Override
  public int choose(int step, double beta) {
    this.step = step;
    double[] mean = values();
    for (int a = 0; a < mean.length; a++) {
      choice.learn(a, 1, mean[a]);
    }
    return choice.choose(step, beta);
  }

  @Override
  public double[] values() {
    double[] mean = new double[Arms.COUNT];
    for (double[] member : members) {
      for (int a = 0; a < mean.length; a++) {
        mean[a] += member[a] / MEMBERS;
      }
    }
    return mean;
  }

  @Override
  public void learn(int arm, double rate, double reward) {
    random.select(step);
    for (double[] member : members) {
      member[arm] += random.nextDouble() < PART ? rate * (reward - member[arm]) : 0;
    }
  }

  private double epistemic(int arm) {
    double mean = values()[arm];
    double sum = 0;
    for (double[] member : members) {
      sum += (member[arm] - mean) * (member[arm] - mean);
    }
    return sum / MEMBERS;
  }

  @Override
  public double learningRate(int step, int arm, double[] values) {
    return epistemic(arm) / (epistemic(arm) + risk[arm]);
  }

  @Override
  public double inverseTemperature(int step, double[] values) {
    double sum = 0;
    for (int a = 0; a < Arms.COUNT; a++) {
      sum += epistemic(a);
    }
    return Math.clamp(Arms.COUNT / Math.max(1e-12, sum), least, most);
  }

  @Override
  public double paid(int step, int arm, double error, double[] values) {
    double rate = learningRate(step, arm, values);
    risk[arm] += RISK_RATE * (error * error - risk[arm]);
    return rate;
  }
}
