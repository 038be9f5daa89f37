package org.ranvier.networks.systems.bandit;

import org.ranvier.simulator.random.RandomStream;

/** The agents without neurons: values that are numbers, and a softmax. */
interface RateAgent {
  /** The arm that is chosen, the inverse temperature being known. */
  int choose(int step, double inverseTemperature);

  /** What is expected of each arm. */
  double[] values();

  /** An arm has paid. */
  void learn(int arm, double rate, double reward);

  /** The probability of arms is proportional to exp(β·value). */
  final class Softmax implements RateAgent {
    private final double[] values = new double[Arms.COUNT];
    private final RandomStream random;

    Softmax(RandomStream random) {
      this.random = random;
    }

    @Override
    public int choose(int step, double beta) {
      random.select(step);
      double best = Double.NEGATIVE_INFINITY;
      int chosen = 0;
      for (int a = 0; a < values.length; a++) {
        double v = beta * values[a] - Math.log(random.nextExponential()); // the arm whose event comes first
        if (v > best) {
          best = v;
          chosen = a;
        }
      }
      return chosen;
    }

    @Override
    public double[] values() {
      return values.clone();
    }

    @Override
    public void learn(int arm, double rate, double reward) {
      values[arm] += rate * (reward - values[arm]);
    }
  }

  /**
   * Discounted UCB (Garivier & Moulines 2011, doi:10.1007/978-3-642-24412-4_16): the mean of the last rewards, and a bonus for arms that were not
   * tried lately, {@code 2B·√(ξ·ln Σ N/N)} with ξ = 0.5.
   */
  final class DiscountedUcb implements RateAgent {
    private static final double XI = 0.5;

    private final double discount;
    private final double bonus;
    private final double[] count = new double[Arms.COUNT];
    private final double[] sum = new double[Arms.COUNT];

    DiscountedUcb(double discount, double bonus) {
      this.discount = discount;
      this.bonus = bonus;
    }

    @Override
    public int choose(int step, double beta) {
      double total = java.util.Arrays.stream(count).sum();
      double best = Double.NEGATIVE_INFINITY;
      int chosen = 0;
      for (int a = 0; a < count.length; a++) {
        double v = count[a] < 1e-9 ? Double.POSITIVE_INFINITY
            : sum[a] / count[a] + 2 * bonus * Math.sqrt(XI * Math.log(Math.max(1, total)) / count[a]);
        if (v > best) {
          best = v;
          chosen = a;
        }
      }
      return chosen;
    }

    @Override
    public double[] values() {
      double[] v = new double[count.length];
      for (int a = 0; a < v.length; a++) {
        v[a] = count[a] < 1e-9 ? 0 : sum[a] / count[a];
      }
      return v;
    }

    @Override
    public void learn(int arm, double rate, double reward) {
      for (int a = 0; a < count.length; a++) {
        count[a] *= discount;
        sum[a] *= discount;
      }
      count[arm]++;
      sum[arm] += reward;
    }
  }
}
