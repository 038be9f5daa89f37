package org.ranvier.networks.systems.stimulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.basalganglia.Plant;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.closedloop.Rhythm;
import org.ranvier.networks.study.Change;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

final class EyesTest {
  /** 830, 800 + 30·(1750/30)^(k/15) and 2550 are levels 0, k and 15 of those that are fine; coarse ones end at 900. */
  @Test
  void fineLevelsAreOfTheLogarithm() {
    var fine = new Eyes(PlantKind.SO, true, false);
    assertEquals(0, fine.first(700).level());
    assertEquals(4, fine.first(800 + 30 * Math.pow(1750 / 30.0, 4 / 15.0)).level(), 1e-9);
    assertEquals(15, fine.first(3000).level());
    var coarse = new Eyes(PlantKind.SO, false, false);
    assertEquals(0, coarse.first(850).level());
    assertEquals(3.5, coarse.first((900 + 2550) / 2.0).level(), 1e-9);
  }

  /** Bells: beside a level that is met, the next ones have e^(-1/(2·0.7²)) of its activity; with time cells all have half of it. */
  @Test
  void halfOfTheActivityIsOfTimeCells() {
    double[] plain = new Sight(3, 8, 0, 0).activity();
    double[] timed = new Sight(3, 8, 7, 10).activity();
    assertEquals(Math.exp(-1 / 0.98), plain[4] / plain[3], 1e-12);
    assertEquals(1, Arrays.stream(plain).sum(), 1e-12);
    assertEquals(1, Arrays.stream(timed).sum(), 1e-12);
    assertArrayEquals(Arrays.stream(plain).map(a -> a / 2).toArray(), Arrays.copyOf(timed, 8), 1e-12);
    assertEquals(0.5, timed[15]);
    assertEquals(3 + 8 * 7, new Sight(3.2, 8, 7, 10).state());
    assertEquals(80, new Sight(3.2, 8, 7, 10).states());
  }

  @Test
  void timeCellsAreTheWiderTheLater() {
    var eyes = new Eyes(PlantKind.SO, false, true);
    assertEquals(4, eyes.first(1000).time()); // as if pulses had never been
    var times = new ArrayList<Integer>();
    for (int k = 1; k <= 17; k++) {
      times.add(eyes.see(1000, true).time());
    }
    assertEquals(List.of(5, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9), times);
    assertEquals(0, eyes.see(1000, false).time());
    assertEquals(1, eyes.see(1000, false).time());
    assertEquals(5, eyes.see(1000, true).time());
  }

  @Test
  void eyesOfWhatDoesNotLearnAreRefused() {
    var study = new ClosedLoopStimulation();
    for (String feature : List.of(Eyes.FINE, Eyes.MEMORY)) {
      var none = study.conditions().stream().filter(c -> c.name().equals("none")).findFirst().orElseThrow().with(new Change.Feature(feature));
      assertEquals(
          "closed-loop-stimulation: change '" + feature + "' makes no sense in condition 'none+" + feature + "': only learners have eyes",
          assertThrows(RanvierException.class, () -> study.check(List.of(none))).getMessage());
      study.check(List.of(study.conditions().getFirst().with(new Change.Feature(feature))));
    }
    assertEquals("hold = 1.5 is no whole number; give one", refused(Map.of("hold", "1.5")));
    assertEquals(
        "prior = 0.5 cannot be with discount = 1, by which all that comes would be worth without end; take one below 1",
        refused(Map.of("prior", "0.5", "discount", "1")));
  }

  private static String refused(Map<String, String> given) {
    var study = new ClosedLoopStimulation();
    var plan = new Plan(new Settings(study.name(), study.settings(), given), 0, 1, study.conditions().getFirst(), Map.of());
    return String.valueOf(assertThrows(RanvierException.class, () -> study.run(plan, TrialListener.NONE)).getMessage());
  }

  /** Chooses by turns, and keeps what it was given. */
  private static final class Alternating implements Learner {
    final List<Double> rewards = new ArrayList<>();

    @Override
    public boolean choose(Sight now, double reward) {
      rewards.add(reward);
      return rewards.size() % 2 == 1;
    }

    @Override
    public void freeze() {}

    @Override
    public void toHalfPrecision() {}

    @Override
    public void close() {}
  }

  /** Powers of 1350 and 2550 are excesses of 0 and 1. Pulses cost 0.3. */
  @Test
  void aChoiceIsHeldAndWorthTheMeanOfItsTurns() {
    var learner = new Alternating();
    var eyes = new Eyes(PlantKind.SO, true, true);
    var controller = new LearningController(learner, PlantKind.SO, eyes, new LearningController.Terms(0.3, 130, 3), new RandomStream(1), false);
    double[] powers = {2550, 2550, 1350, 1350, 2550, 2550, 1350};
    for (double power : powers) { // of which the first is that before the first turn
      controller.next(new Rhythm(0, power, 0, 0, 24), Plant.PULSES);
    }
    assertEquals(List.of(true, true, true, false, false, false, true), controller.bursts());
    assertEquals(3, learner.rewards.size());
    assertEquals((0.7 + 0.7 - 0.3) / 3, learner.rewards.get(1), 1e-12);
    assertEquals((1 + 0 + 0) / 3.0, learner.rewards.get(2), 1e-12);
  }

  @Test
  void choicesStayWholeInRandomOrder() {
    var bursts = new ArrayList<Double>();
    for (int k = 0; k < 62; k++) {
      bursts.add((double) (k / 3 % 2));
    }
    boolean[] order = StimulationTrial.inRandomOrder(bursts, 3, new RandomStream(4));
    int same = 0;
    int pulses = 0;
    for (int k = 0; k < 62; k++) {
      assertEquals(order[k / 3 * 3], order[k], k + "");
      pulses += order[k] ? 1 : 0;
      same += order[k] == bursts.get(k) > 0.5 ? 1 : 0;
    }
    assertEquals(30, pulses);
    assertTrue(same < 50, same + "");
  }

  /**
   * Pulses are right until there were four in a row, then none. A learner that sees how long there have been pulses can always be right; without that the
   * best is pulses with a probability of 0.7, and right in 0.6.
   */
  private static double right(Learner learner, Eyes eyes, int choices) {
    double reward = 0;
    int row = 0;
    int right = 0;
    Sight now = eyes.first(1500);
    for (int k = 0; k < choices; k++) {
      boolean on = learner.choose(now, reward);
      boolean good = on == row < 4;
      row = on ? row + 1 : 0;
      reward = good ? 0.5 : -0.5;
      right += good && k >= choices - choices / 3 ? 1 : 0;
      now = eyes.see(1500, on);
    }
    return right / (double) (choices / 3);
  }

  private static double spiking(boolean memory, int choices) {
    var eyes = new Eyes(PlantKind.SO, false, memory);
    var options = Simulation.Options.DEFAULT.threads(1).seed(5).keepSpikes(false);
    try (var learner = new StimulationActorCritic(new StimulationActorCritic.Rates(0.3, 0.1, 0, 0.1), eyes.first(0).groups(), options)) {
      return right(learner, eyes, choices);
    }
  }

  @Test
  void whoRemembersKnowsWhenPulsesHaveBeenLongEnough() {
    double with = spiking(true, 300);
    double without = spiking(false, 300);
    assertTrue(with > 0.8 && without < 0.7, with + " " + without);
  }
}
