package org.ranvier.networks.systems.stimulation;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.closedloop.Rhythm;
import org.ranvier.networks.closedloop.StimulationController;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.random.RandomStream;

/**
 * A {@link Learner} that is shown the power of the rhythm, chooses for some turns, and is rewarded with the mean over these of how little of it was
 * left and how few pulses it took,
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

  private static final int REMEMBERED = 50; // choices whose rewards are shuffled

  private final Learner learner;
  private final PlantKind kind;
  private final Eyes eyes;
  private final Terms terms;
  private final RandomStream shuffle;
  private final boolean shuffled;
  private final List<Double> rewards = new ArrayList<>();
  private final List<Boolean> bursts = new ArrayList<>();
  private double earned; // since it chose

  /**
   * What it chooses, and what that costs.
   *
   * @param lambda price of a turn's pulses
   * @param hz rate of pulses
   * @param hold turns that a choice lasts
   */
  record Terms(double lambda, double hz, int hold) {}

  /**
   * Of a learner.
   *
   * @param kind whose power it is
   * @param eyes what it sees of that
   * @param shuffle for rewards of other turns, where {@code shuffled}
   */
  LearningController(Learner learner, PlantKind kind, Eyes eyes, Terms terms, RandomStream shuffle, boolean shuffled) {
    this.learner = learner;
    this.kind = kind;
    this.eyes = eyes;
    this.terms = terms;
    this.shuffle = shuffle;
    this.shuffled = shuffled;
  }

  @Override
  public PulseTrain next(Rhythm now, PulseTrain pulses) {
    int turns = bursts.size();
    if (turns > 0) {
      earned += reward(kind.excess(now.power()), isOn() ? 1 : 0, terms.lambda);
    }
    if (turns % terms.hold == 0) {
      Sight seen = turns == 0 ? eyes.first(now.power()) : eyes.see(now.power(), isOn());
      bursts.add(learner.choose(seen, given(earned / terms.hold)));
      earned = 0;
    } else {
      bursts.add(isOn());
    }
    return isOn() ? pulses.at(Units.Hz(terms.hz)) : pulses.off();
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
