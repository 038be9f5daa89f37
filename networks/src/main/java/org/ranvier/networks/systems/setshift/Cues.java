package org.ranvier.networks.systems.setshift;

import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import javax.measure.quantity.Frequency;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.values.Course;

/**
 * Which two cues each trial shows: one of sight, A or B, and one of sound, X or Y, each drawn by the trial's number.
 *
 * @param cues for each trial two bits, the lower one is 1 for B, the higher one is 1 for Y
 */
record Cues(int[] cues) {
  static final int TRIAL_MS = 600;
  static final int SHOWN_MS = 300;
  private static final double ON_HZ = 40;
  private static final double OFF_HZ = 2;

  static Cues of(Plan plan, int trials) {
    var random = plan.random("set-shift", "cues");
    int[] cues = new int[trials];
    for (int t = 0; t < trials; t++) {
      random.select(t);
      cues[t] = random.nextInt(4);
    }
    return new Cues(cues);
  }

  boolean isB(int trial) {
    return (cues[trial] & 1) == 1;
  }

  boolean isY(int trial) {
    return (cues[trial] & 2) == 2;
  }

  /** The rate of the neurons of a cue, 0 to 3 for A, B, X, Y. */
  Course<Frequency> rate(int cue) {
    Course<Frequency> course = null;
    for (int t = 0; t < cues.length; t++) {
      boolean on = (cue < 2 ? cues[t] & 1 : cues[t] >> 1) == cue % 2;
      var begin = ms((double) t * TRIAL_MS);
      var rate = Hz(on ? ON_HZ : OFF_HZ);
      course = course == null ? Course.step(begin, rate) : course.then(begin, rate);
      course = course.then(ms((double) t * TRIAL_MS + SHOWN_MS), Hz(OFF_HZ));
    }
    return course == null ? Course.step(ms(0), Hz(OFF_HZ)) : course;
  }
}
