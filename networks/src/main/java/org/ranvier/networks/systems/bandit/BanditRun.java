package org.ranvier.networks.systems.bandit;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.random.RandomStream;

/** One trial of the {@link Bandit}. */
final class BanditRun {
  static final String ORACLE = "oracle";
  static final String FIXED = "fixed";
  static final String LOCAL = "local";
  static final String ENSEMBLE = "ensemble";
  static final String UCB = "ucb";
  static final String RATE = "rate";
  static final String REWARDS = "rewards";

  private static final int AFTER = 25;
  private static final int LATE = 100;
  private static final int POINT = 50;

  private final Plan plan;
  private final Arms arms;
  private final TrialListener listener;
  private final Uncertainty uncertainty;
  private final RandomStream shuffled;

  BanditRun(Plan plan, Arms arms, TrialListener listener) {
    this.plan = plan;
    this.arms = arms;
    this.listener = listener;
    shuffled = plan.random("bandit", "shuffled");
    double least = 2 * ChoiceNetwork.LEAST_BETA; // that of no finite concentration is the limit
    double most = ChoiceNetwork.MOST_BETA;
    uncertainty =
        plan.has(ENSEMBLE)
            ? new Ensemble(plan.random("bandit", "members"), plan.random("bandit", "bootstrap"), plan.random("bandit", "choice"), least, most)
            : plan.has(FIXED) || plan.has(UCB)
                ? new Uncertainty.Fixed(plan.get("alpha"), plan.get("beta"))
                : plan.has(ORACLE) ? new Uncertainty.Oracle(arms, least, most) : new Uncertainty.Surprise(!plan.has(LOCAL), least, most);
  }

  Trial trial() {
    try (Chooser chooser = chooser()) {
      return trial(chooser);
    }
  }

  private Chooser chooser() {
    if (!plan.has(RATE)) {
      return new SpikingChooser(plan, arms.steps(), listener);
    }
    RateAgent agent =
        uncertainty instanceof Ensemble e ? e
            : plan.has(UCB) ? new RateAgent.DiscountedUcb(plan.get("discount"), plan.get("bonus"))
                : new RateAgent.Softmax(plan.random("bandit", "choice"));
    return new RateChooser(plan, agent, listener);
  }

  private Trial trial(Chooser chooser) {
    int contextSteps = plan.whole("steps");
    var points = new ArrayList<double[]>();
    double regret = 0;
    double before = 0;
    double[] rate = new double[2];
    double[] temperature = new double[2];
    int[] counted = new int[2];
    for (int step = 0; step < arms.steps(); step++) {
      double[] values = chooser.values();
      before = step == arms.steps() - contextSteps ? regret : before;
      double[] paid = arms.rewards(step);
      if (plan.shuffles(REWARDS)) {
        shuffled.select(step);
        java.util.Arrays.fill(paid, paid[shuffled.nextInt(Arms.COUNT)]);
      }
      double beta = chooser.setTemperature(uncertainty.inverseTemperature(step, values));
      int arm = chooser.choose(step);
      double told = uncertainty.paid(step, arm, paid[arm] - values[arm], values);
      double alpha = chooser.learn(arm, told, paid[arm]);
      regret += arms.regret(step, arm);
      int in = step % contextSteps;
      int when = step >= contextSteps && in < AFTER ? 0 : in >= contextSteps - LATE ? 1 : -1;
      if (when >= 0) {
        rate[when] += alpha;
        temperature[when] += 1 / beta;
        counted[when]++;
      }
      if ((step + 1) % POINT == 0) {
        points.add(new double[] {step + 1.0, regret});
        listener.point(plan.condition().name(), plan.seed(), "regret", step + 1.0, regret);
      }
    }
    double share = regret / arms.regretOfChance();
    List<Double> measures =
        List.of(
            regret, regret - before, share, rate[0] / counted[0], rate[1] / counted[1], temperature[0] / counted[0], temperature[1] / counted[1]);
    return plan.trial(share < 0.5, measures, List.of(Line.of("regret", points))).cost(chooser.realTimeFactor());
  }
}
