package org.ranvier.networks.systems.stimulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.random.RandomStream;

/** Learners in a world without a rhythm, whose best choices are known. */
final class LearnerTest {
  /** Pulses are worth {@code sign} at the upper levels and {@code -sign} at the lower ones. Returns the share of right choices in the last third. */
  private static double right(Learner learner, int turns, double sign) {
    var levels = new RandomStream(3);
    double reward = 0;
    int right = 0;
    for (int k = 0; k < turns; k++) {
      boolean upper = levels.nextInt(2) == 1;
      boolean on = learner.choose(new Sight(upper ? 6 : 1, 8, 0, 0), reward);
      boolean good = on == upper == sign > 0;
      reward = good ? 0.5 : -0.5;
      right += good && k >= turns - turns / 3 ? 1 : 0;
    }
    return right / (double) (turns / 3);
  }

  private static StimulationActorCritic spiking(double rate) {
    return new StimulationActorCritic(new StimulationActorCritic.Rates(rate * 3, rate, 0, 0), 8, Simulation.Options.DEFAULT.threads(1).seed(5).keepSpikes(false));
  }

  @Test
  void numbersLearnWhatIsRewarded() {
    assertTrue(right(new GumbelActorCritic(8, new RandomStream(1), true, false), 900, 1) > 0.9);
    assertTrue(right(new GumbelActorCritic(8, new RandomStream(1), false, true), 900, -1) > 0.9);
    var frozen = new GumbelActorCritic(8, new RandomStream(1), true, false);
    frozen.freeze();
    assertEquals(0.5, right(frozen, 900, 1), 4 * 0.5 / Math.sqrt(300)); // four standard errors
  }

  @Test
  void spikingNeuronsLearnWhatIsRewarded() {
    try (var learns = spiking(0.1); var reverse = spiking(0.1); var frozen = spiking(0)) {
      assertTrue(right(learns, 180, 1) > 0.8);
      assertTrue(right(reverse, 180, -1) > 0.8);
      assertEquals(0.5, right(frozen, 180, 1), 4 * 0.5 / Math.sqrt(60));
    }
  }

  /** 0.1 in IEEE half precision is 0.0999755859375. */
  @Test
  void sixteenBitsHoldElevenDigits() {
    assertEquals(0.0999755859375, Learner.half(0.1));
  }
}
