package org.ranvier.networks.systems.bandit;

/** What the nuclei that release acetylcholine and noradrenaline know: how uncertain each arm is, and why. */
interface Uncertainty {
  /** How much of an error is to be learnt from an arm: epistemic over total uncertainty, which is a Kalman gain. */
  double learningRate(int step, int arm, double[] values);

  /** The inverse temperature of the choice. */
  double inverseTemperature(int step, double[] values);

  /**
   * An arm has paid.
   *
   * @param error of what was expected of it
   * @return how much of the error is learnt
   */
  double paid(int step, int arm, double error, double[] values);

  /** Nothing is known: both are constant. */
  record Fixed(double alpha, double beta) implements Uncertainty {
    @Override
    public double learningRate(int step, int arm, double[] values) {
      return alpha;
    }

    @Override
    public double inverseTemperature(int step, double[] values) {
      return beta;
    }

    @Override
    public double paid(int step, int arm, double error, double[] values) {
      return alpha;
    }
  }

  /**
   * All is known (Lee et al. 2024, equation 6): the epistemic part is the square of the value's true error, the aleatoric one the true variance.
   *
   * @param least inverse temperature
   * @param most inverse temperature
   */
  record Oracle(Arms arms, double least, double most) implements Uncertainty {
    @Override
    public double learningRate(int step, int arm, double[] values) {
      double e = values[arm] - arms.mean(step, arm);
      double a = arms.sd(step, arm);
      return e * e / (e * e + a * a);
    }

    @Override
    public double inverseTemperature(int step, double[] values) {
      double sum = 0;
      for (int a = 0; a < Arms.COUNT; a++) {
        double e = values[a] - arms.mean(step, a);
        sum += e * e;
      }
      return Math.clamp(Arms.COUNT / Math.max(1e-12, sum), least, most);
    }

    @Override
    public double paid(int step, int arm, double error, double[] values) {
      return learningRate(step, arm, values);
    }
  }

  /**
   * An estimate by surprise. Of an arm that pays r where m was expected, with epistemic variance P and aleatoric variance A: δ = r - m, S = max(0, δ² -
   * 9·(P + A)), P += S/2, K = P/(P + A), P ← (1 - K)·P + 0.01; the surprise is broadcast to the other arms, P += min(S, P₀)/2, up to P₀; A += 0.02·(δ² - A)
   * unless S > 0. The inverse temperature is one over the mean of P. K is what acetylcholine says, the broadcast what noradrenaline does (Yu & Dayan 2005,
   * doi:10.1016/j.neuron.2005.04.026).
   */
  final class Surprise implements Uncertainty {
    private static final double PRIOR = 100.0 / 12; // variance of the means
    private static final double DRIFT = 0.01;

    private final boolean broadcast;
    private final double least;
    private final double most;
    private final double[] epistemic = new double[Arms.COUNT];
    private final double[] aleatoric = new double[Arms.COUNT];

    Surprise(boolean broadcast, double least, double most) {
      this.broadcast = broadcast;
      this.least = least;
      this.most = most;
      java.util.Arrays.fill(epistemic, PRIOR);
      java.util.Arrays.fill(aleatoric, 1);
    }

    @Override
    public double learningRate(int step, int arm, double[] values) {
      return epistemic[arm] / (epistemic[arm] + aleatoric[arm]);
    }

    @Override
    public double inverseTemperature(int step, double[] values) {
      return Math.clamp(Arms.COUNT / java.util.Arrays.stream(epistemic).sum(), least, most);
    }

    @Override
    public double paid(int step, int arm, double error, double[] values) {
      double surprise = Math.max(0, error * error - 9 * (epistemic[arm] + aleatoric[arm]));
      epistemic[arm] += 0.5 * surprise;
      double gain = learningRate(step, arm, values);
      epistemic[arm] = (1 - gain) * epistemic[arm] + DRIFT;
      for (int a = 0; a < Arms.COUNT && broadcast; a++) {
        epistemic[a] = a == arm ? epistemic[a] : Math.min(PRIOR, epistemic[a] + 0.5 * Math.min(surprise, PRIOR));
      }
      if (surprise == 0) {
        aleatoric[arm] += 0.02 * (error * error - aleatoric[arm]);
      }
      return gain;
    }
  }
}
