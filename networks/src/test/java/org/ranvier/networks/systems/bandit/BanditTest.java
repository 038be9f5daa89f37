package org.ranvier.networks.systems.bandit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.StudyRun;
import org.ranvier.networks.study.TrialListener;

/** The bandit's agents, and the network that chooses. */
final class BanditTest {
  private static StudyResult run(int seeds, Map<String, String> set, String... conditions) {
    var bandit = new Bandit();
    return StudyRun.of(bandit, new Settings("bandit", bandit.settings(), set), seeds, List.of(conditions)).trials(0, 1, 1, t -> {});
  }

  /**
   * Regrets of agents without neurons over 40 seeds, against the means over 200 other seeds of an independent program: 407 for the oracle, 1,805 for fixed
   * settings, 1,000 for discounted UCB, 1,764 for an oracle of temperature only. A mean over 40 seeds has a standard error of 6 to 12 %.
   */
  @Test
  void agentsWithoutNeuronsHaveTheRegretsOfAnotherProgram() {
    StudyResult r = run(40, Map.of(), "rate-oracle", "rate-fixed", "rate-ucb", "rate-oracle-na");
    assertEquals(407, r.mean("regret", "rate-oracle"), 0.3 * 407);
    assertEquals(1805, r.mean("regret", "rate-fixed"), 0.3 * 1805);
    assertEquals(1000, r.mean("regret", "rate-ucb"), 0.2 * 1000);
    assertEquals(1764, r.mean("regret", "rate-oracle-na"), 0.2 * 1764);
  }

  @Test
  void theNetworkLearnsAndItsTwinsDoNot() {
    StudyResult r = run(1, Map.of("contexts", "1", "steps", "200"), "surprise", "frozen", "shuffled");
    assertTrue(r.mean("of_chance", "surprise") < 0.5, r.toString());
    assertTrue(r.mean("of_chance", "frozen") > 0.7, r.toString());
  }

  /** With dopamine δ and acetylcholine A the weight of the arm that was chosen changes by A·δ, and others do not, but for those that fired in the same step. */
  @Test
  void oneAnswerChangesTheWeightByItsShare() {
    var plan = new Bandit().usualPlan();
    try (var chooser = new SpikingChooser(plan, 20, TrialListener.NONE)) {
      int together = 0;
      for (int step = 0; step < 10; step++) {
        chooser.setTemperature(1);
        double[] before = chooser.values();
        int arm = chooser.choose(step);
        chooser.learn(arm, 0.5, before[arm] + 2);
        chooser.choose(step);
        double[] after = chooser.values();
        assertEquals(0.5 * 2, after[arm] - before[arm], 0.25, "step " + step);
        for (int other = 0; other < Arms.COUNT; other++) {
          together += other != arm && Math.abs(after[other] - before[other]) > 0.1 ? 1 : 0;
        }
        chooser.learn(arm, 0, 0);
      }
      assertTrue(together <= 5, "fired in one step: " + together);
    }
  }

  @Test
  void noradrenalineAndTemperatureAreInverse() {
    for (double beta : new double[] {0.2, 1, 5}) {
      assertEquals(beta, ChoiceNetwork.inverseTemperature(ChoiceNetwork.noradrenaline(beta)), 1e-12);
    }
  }

  /** The same with a sampling error of 4 %. */
  @Test
  @Tag("slow")
  void theyAreOverTheWholeRangeOfTemperatures() {
    for (double beta : new double[] {0.2, 1, 5}) {
      assertSoftmax(beta, 1500);
    }
  }

  /**
   * The share of choices of two arms of different value, at two levels of noradrenaline: log odds over the difference of values is the inverse
   * temperature, to within 15 % (a sampling error of 6 % among it).
   */
  @Test
  void choicesAreASoftmaxWhoseTemperatureNoradrenalineSets() {
    for (double beta : new double[] {0.2, 5}) {
      assertSoftmax(beta, 600);
    }
  }

  private static void assertSoftmax(double beta, int choices) {
    double fitted = SoftmaxFit.of(beta, choices, 7);
    assertEquals(1, fitted / beta, 0.15, "beta " + beta + " fitted " + fitted);
  }
}
