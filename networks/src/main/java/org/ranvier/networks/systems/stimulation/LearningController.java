package org.ranvier.networks.systems.stimulation;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.closedloop.Rhythm;
import org.ranvier.networks.closedloop.StimulationController;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.random.RandomStream;

/**
 * A {@link Learner} that is shown the power of the rhythm, and rewarded after each turn for how little of it is left and how few pulses it took,
 *
 * <pre>{@code
 * r = 1 - max(0, (P - P_healthy)/(P_ill - P_healthy)) - λ·pulses/13
 * }</pre>
 *
 * of which 13 are the pulses of a turn at 130 Hz. Disease without pulses is worth nothing, not less: rates cannot predict what is below 0, and
 * weights that begin at 0 learn from what is better than predicted. (The fall of the power over a turn would not do: falls add up to what
 * the power was at first less what it is at last, whatever was done between, so that without discount no pulse would be worth its price.)
 */
final class LearningController implements StimulationController {
  /** Rate of the pulses that cost {@code λ}. */
  static final double MOST_HZ = 130;

  private static final int REMEMBERED = 50; // turns whose rewards are shuffled

  private final Learner learner;
  private final PlantKind kind;
  private final double lambda;
  private final double hz;
  private final RandomStream shuffle;
  private final boolean shuffled;
  private final List<Double> rewards = new ArrayList<>();
  private final List<Boolean> bursts = new ArrayList<>();

  /**
   * Of a learner.
   *
   * @param kind whose power it is
   * @param lambda price of a turn's pulses
   * @param hz rate of pulses
   * @param shuffle for rewards of other turns, where {@code shuffled}
   */
  LearningController(Learner learner, PlantKind kind, double lambda, double hz, RandomStream shuffle, boolean shuffled) {
    this.learner = learner;
    this.kind = kind;
    this.lambda = lambda;
    this.hz = hz;
    this.shuffle = shuffle;
    this.shuffled = shuffled;
  }

  @Override
  public PulseTrain next(Rhythm now, PulseTrain pulses) {
    double reward = bursts.isEmpty() ? 0 : reward(kind.excess(now.power()), bursts.getLast() ? 1 : 0, lambda);
    boolean on = learner.choose(kind.level(now.power()) * (Learner.LEVELS - 1), given(reward));
    bursts.add(on);
    return on ? pulses.at(Units.Hz(hz)) : pulses.off();
  }

  /**
   * What a turn is worth, or the mean of turns.
   *
   * @param excess of the power over health
   * @param pulses in parts of those of a turn at 130 Hz
   */
  static double reward(double excess, double pulses, double lambda) {
    return 1 - excess - lambda * pulses;
  }

  private double given(double reward) {
    rewards.add(reward);
    if (!shuffled) {
      return reward;
    }
    int last = rewards.size();
    return rewards.get(last - 1 - shuffle.nextInt(Math.min(last, REMEMBERED)));
  }

  /** Whether the turn now has pulses. */
  boolean isOn() {
    return bursts.getLast();
  }

  /** Which turns had pulses. */
  List<Boolean> bursts() {
    return List.copyOf(bursts);
  }
}
