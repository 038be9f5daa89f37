package org.ranvier.networks.systems.stimulation;

import java.util.Arrays;

/**
 * What a learner sees when it chooses.
 *
 * @param level of the rhythm's power, from 0 to {@code levels - 1}
 * @param levels that are told apart
 * @param time which of the time cells fire, from 0 to {@code times - 1}
 * @param times that are told apart; 0 for a learner without time cells
 */
record Sight(double level, int levels, int time, int times) {
  private static final double WIDTH = 0.7; // of the tuning, in levels

  /** The number of groups of cells of {@link #activity()}. */
  int groups() {
    return levels + times;
  }

  /**
   * What each group of cells has of the activity of all: those of levels by a tuning of bells, and where there are time cells, one group of them
   * with half of all.
   */
  double[] activity() {
    double[] all = new double[groups()];
    for (int k = 0; k < levels; k++) {
      all[k] = Math.exp(-(level - k) * (level - k) / (2 * WIDTH * WIDTH));
    }
    double sum = Arrays.stream(all).sum() * (times > 0 ? 2 : 1);
    for (int k = 0; k < levels; k++) {
      all[k] /= sum;
    }
    if (times > 0) {
      all[levels + time] = 0.5;
    }
    return all;
  }

  /** How many there are of {@link #state()}. */
  int states() {
    return levels * Math.max(1, times);
  }

  /** The same for those that count with numbers: the nearest level and the time. */
  int state() {
    return Math.clamp(Math.round(level), 0, levels - 1) + levels * time;
  }
}
