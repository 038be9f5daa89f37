package org.ranvier.networks.systems.stimulation;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.closedloop.Rhythm;
import org.ranvier.networks.closedloop.StimulationController;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.random.RandomStream;

/**
 * A {@link Learner} that is shown the power of the rhythm and rewarded for its fall,
 *
 * <pre>{@code
 * r = (P(t) - P(t + 100 ms))/scale - λ·pulses/13
 * }</pre>
 *
 * of which 13 are the pulses of a turn at 130 Hz.
 */
final class LearningController implements StimulationController {
  /** Power at the lowest level: that of stimulation at 130 Hz. */
  private static final double LEAST = 1200;

  /** What lies between the lowest level and the highest. */
  private static final double SCALE = 1400;

  private static final int REMEMBERED = 50; // turns whose rewards are shuffled

  private final Learner learner;
  private final double lambda;
  private final double hz;
  private final RandomStream shuffle;
  private final boolean shuffled;
  private final List<Double> rewards = new ArrayList<>();
  private final List<Boolean> bursts = new ArrayList<>();
  private double before = Double.NaN;

  /**
   * Of a learner.
   *
   * @param lambda price of a turn's pulses
   * @param hz rate of pulses
   * @param shuffle for rewards of other turns, where {@code shuffled}
   */
  LearningController(Learner learner, double lambda, double hz, RandomStream shuffle, boolean shuffled) {
    this.learner = learner;
    this.lambda = lambda;
    this.hz = hz;
    this.shuffle = shuffle;
    this.shuffled = shuffled;
  }

  @Override
  public PulseTrain next(Rhythm now, PulseTrain pulses) {
    double reward = Double.isNaN(before) ? 0 : (before - now.power()) / SCALE - (bursts.getLast() ? lambda : 0);
    before = now.power();
    boolean on = learner.choose(Math.clamp((now.power() - LEAST) / SCALE, 0, 1) * (Learner.LEVELS - 1), given(reward));
    bursts.add(on);
    return on ? pulses.at(Units.Hz(hz)) : pulses.off();
  }

  private double given(double reward) {
    rewards.add(reward);
    if (!shuffled) {
      return reward;
    }
    int last = rewards.size();
    return rewards.get(last - 1 - shuffle.nextInt(Math.min(last, REMEMBERED)));
  }

  /** Which turns had pulses. */
  List<Boolean> bursts() {
    return List.copyOf(bursts);
  }
}
