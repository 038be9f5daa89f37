package org.ranvier.networks.systems.nmn;

import java.util.random.RandomGenerator;

/**
 * The first benchmark of Vecoven et al. 2020 as published: a position in [-5, 5], an offset in [-10, 10] that nothing shows. The goal is the position plus the
 * offset; an action within 1 of it is worth 10, and another position comes; any other is worth less by as much as it is off. What is earned in 1400 steps is
 * discounted by 0.998 a step, so that at most 4697 can be had.
 */
final class OffsetTask {
  static final int STEPS = 1400;
  static final double DISCOUNT = 0.998;
  static final double MOST_OFFSET = 10;
  static final double HIT = 10; // the worth of an action that is right

  private static final double MOST_POSITION = 5;
  private static final double MOST_ACTION = 20;
  private static final double NEAR = 1;

  private OffsetTask() {}

  /** Somebody who acts. */
  interface Player {
    /** A new offset. */
    void begin();

    /** Where the goal is. */
    double act(double position);

    /** What that was worth. */
    void told(double position, double action, double reward);
  }

  /** What is earned, discounted. */
  static double played(Player player, double offset, int steps, RandomGenerator random) {
    player.begin();
    double position = MOST_POSITION * (2 * random.nextDouble() - 1);
    double earned = 0;
    double worth = 1;
    for (int t = 0; t < steps; t++) {
      double action = Math.clamp(player.act(position), -MOST_ACTION, MOST_ACTION);
      double off = Math.abs(position + offset - action);
      double reward = off < NEAR ? HIT : -off;
      earned += worth * reward;
      worth *= DISCOUNT;
      player.told(position, action, reward);
      position = off < NEAR ? MOST_POSITION * (2 * random.nextDouble() - 1) : position;
    }
    return earned;
  }

  /** The mean over so many offsets, one from each part of their range. */
  static double mean(Player player, int episodes, int steps, RandomGenerator random) {
    double sum = 0;
    for (int k = 0; k < episodes; k++) {
      sum += played(player, MOST_OFFSET * (2 * (k + random.nextDouble()) / episodes - 1), steps, random);
    }
    return sum / episodes;
  }

  /** What could be had in so many steps. */
  static double most(int steps) {
    return HIT * (1 - Math.pow(DISCOUNT, steps)) / (1 - DISCOUNT);
  }

  /** Takes no offset at first; then the one that the error tells, with one sign and with the other. */
  static final class Reference implements Player {
    private double guess;
    private double error;
    private int tried;

    @Override
    public void begin() {
      guess = 0;
      tried = 0;
    }

    @Override
    public double act(double position) {
      return position + guess;
    }

    @Override
    public void told(double position, double action, double reward) {
      if (reward < 0) {
        error = tried == 0 ? -reward : error;
        guess = tried == 0 ? error : -error;
        tried++;
      }
    }
  }
}
