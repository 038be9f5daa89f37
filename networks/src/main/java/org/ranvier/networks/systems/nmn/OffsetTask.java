package org.ranvier.networks.systems.nmn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The first benchmark of Vecoven et al. 2020 as published: a position in [-5, 5], an offset in [-10, 10] that nothing shows. The goal is the position plus the
 * offset; an action within 1 of it is worth 10, and another position comes; any other is worth less by as much as it is off. What is earned in 1400 steps is
 * discounted by 0.998 a step, so that at most 4697 can be had.
 *
 * <p>Many episodes are played beside each other, each with its offset and its sequence of positions, which do not depend on who plays.
 */
final class OffsetTask {
  static final int STEPS = 1400;
  static final double DISCOUNT = 0.998;
  static final double MOST_OFFSET = 10;
  static final double HIT = 10; // the worth of an action that is right

  private static final double MOST_POSITION = 5;
  private static final double MOST_ACTION = 20;
  private static final double NEAR = 1;

  private final int steps;
  private final double[] offsets;
  private final double[][] positions; // of each episode, one after the other

  private OffsetTask(int steps, double[] offsets, double[][] positions) {
    this.steps = steps;
    this.offsets = offsets;
    this.positions = positions;
  }

  /** Those who act, one in each episode. */
  interface Players {
    /** New offsets. */
    void begin(int episodes);

    /** Where the goals are. */
    void act(double[] positions, double[] actions);

    /** What that was worth. */
    void told(double[] positions, double[] actions, double[] rewards);
  }

  /** So many episodes with offsets that are drawn, one from each part of their range. */
  static OffsetTask drawn(int episodes, int steps, RandomGenerator random) {
    double[] offsets = new double[episodes];
    Arrays.setAll(offsets, k -> MOST_OFFSET * (2 * (k + random.nextDouble()) / episodes - 1));
    return of(offsets, steps, random);
  }

  /** Episodes with these offsets. */
  static OffsetTask of(double[] offsets, int steps, RandomGenerator random) {
    double[][] positions = new double[offsets.length][steps + 1];
    for (double[] row : positions) {
      Arrays.setAll(row, t -> MOST_POSITION * (2 * random.nextDouble() - 1));
    }
    return new OffsetTask(steps, offsets.clone(), positions);
  }

  /** What is earned, discounted: the mean of the episodes. */
  double mean(Players players) {
    return Arrays.stream(played(players)).average().orElseThrow();
  }

  /** What is earned in each episode, discounted. */
  double[] played(Players players) {
    int n = offsets.length;
    double[] position = new double[n];
    double[] action = new double[n];
    double[] reward = new double[n];
    double[] earned = new double[n];
    int[] hits = new int[n];
    Arrays.setAll(position, k -> positions[k][0]);
    players.begin(n);
    double worth = 1;
    for (int t = 0; t < steps; t++) {
      players.act(position, action);
      for (int k = 0; k < n; k++) {
        action[k] = Math.clamp(action[k], -MOST_ACTION, MOST_ACTION);
        double off = Math.abs(position[k] + offsets[k] - action[k]);
        reward[k] = off < NEAR ? HIT : -off;
        earned[k] += worth * reward[k];
      }
      worth *= DISCOUNT;
      players.told(position, action, reward);
      for (int k = 0; k < n; k++) {
        hits[k] += reward[k] > 0 ? 1 : 0;
        position[k] = positions[k][hits[k]];
      }
    }
    return earned;
  }

  /** What could be had in so many steps. */
  static double most(int steps) {
    return HIT * (1 - Math.pow(DISCOUNT, steps)) / (1 - DISCOUNT);
  }

  /** Takes no offset at first; then the one that the error tells, with one sign and with the other. */
  static final class Reference implements Players {
    private double[] guess = {};
    private double[] error = {};
    private int[] tried = {};

    @Override
    public void begin(int episodes) {
      guess = new double[episodes];
      error = new double[episodes];
      tried = new int[episodes];
    }

    @Override
    public void act(double[] positions, double[] actions) {
      Arrays.setAll(actions, k -> positions[k] + guess[k]);
    }

    @Override
    public void told(double[] positions, double[] actions, double[] rewards) {
      for (int k = 0; k < rewards.length; k++) {
        if (rewards[k] < 0) {
          error[k] = tried[k] == 0 ? -rewards[k] : error[k];
          guess[k] = tried[k] == 0 ? error[k] : -error[k];
          tried[k]++;
        }
      }
    }
  }
}
