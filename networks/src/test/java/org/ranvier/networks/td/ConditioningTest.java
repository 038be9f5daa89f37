package org.ranvier.networks.td;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.TemporalDifference;
import org.ranvier.networks.closedloop.ClosedLoop;
import org.ranvier.networks.closedloop.Environment;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.rules.TdError;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;

/** A critic comes to expect a reward from the cues before it, through the closed loop; without rewards, or with rewards at random times, it does not expect more at the cues than elsewhere. */
final class ConditioningTest {
  private static final int CUES = 4; // one after the other, 250 ms each; then the context alone
  private static final int CELLS = 5; // of each cue and of the context
  private static final int STEPS = 8; // of a trial
  private static final int TRIALS = 30;
  private static final double STEP_MS = 250;

  /** Shows the cues in their order; the reward comes after the last of them. */
  private static final class Trial implements Environment {
    private final String condition;
    private int step;
    private int luck;

    Trial(String condition) {
      this.condition = condition;
    }

    @Override
    public double[] reset(long seed) {
      step = 0;
      luck = 1 + new Random(seed).nextInt(STEPS);
      return shown();
    }

    private double[] shown() {
      double[] rates = new double[(CUES + 1) * CELLS];
      int group = Math.min(step, CUES);
      for (int k = 0; k < CELLS; k++) {
        rates[group * CELLS + k] = 260;
      }
      return rates;
    }

    @Override
    public Step step(double[] action) {
      step++;
      int at = condition.equals("shuffled") ? luck : CUES;
      return new Step(shown(), step == at && !condition.equals("off") ? 1 : 0, step == STEPS);
    }
  }

  /** By how much the value at the end of the cues is above that of the context before them, on average over the last ten trials. */
  private static double expected(String condition) {
    var net = new Network("conditioning").resolution(ms(1));
    var cells = net.population("cells", (CUES + 1) * CELLS, "poisson_generator");
    var critic = net.population("critic", 30, "srm0_psc_delta");
    var td = TemporalDifference.of(net, "td", critic, new TdError(200, 50, 500, 0.02, -0.3), ms(50));
    net.connect(cells, critic).rule(allToAll()).weight(mV(0.48)).delay(ms(1)).plastic(ThreeFactor.tdLtp(td.error()).rate(2e-4).bounds(Bounds.upTo(2)));
    double[] sum = new double[1];
    int[] trial = new int[1];
    int[] turn = new int[1];
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).keepSpikes(false))) {
      var loop =
          ClosedLoop.of(sim, new Trial(condition))
              .every(ms(STEP_MS))
              .shows((s, seen) -> s.set(cells, "rate", each(Units::Hz, seen)))
              .rewards(
                  (s, reward) -> {
                    turn[0]++;
                    double share = turn[0] == CUES ? 1 : turn[0] == STEPS ? -1 : 0;
                    sum[0] += trial[0] >= TRIALS - 10 ? share * td.value(s) / 10 : 0;
                    if (reward != 0) {
                      td.reward(s, reward);
                    }
                  });
      for (; trial[0] < TRIALS; trial[0]++) {
        turn[0] = 0;
        loop.episode(trial[0], STEPS);
      }
    }
    return sum[0];
  }

  @Test
  void theCriticComesToExpectTheReward() {
    double rewarded = expected("rewarded");
    double off = expected("off");
    double shuffled = expected("shuffled");
    assertTrue(rewarded > 0.6, "with a reward after the cues: " + rewarded);
    assertTrue(Math.abs(off) < 0.15, "without reward: " + off);
    assertTrue(shuffled < 0.15, "with a reward at random times, most of them outside the cues: " + shuffled);
  }
}
