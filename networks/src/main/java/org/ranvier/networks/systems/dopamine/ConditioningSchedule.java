package org.ranvier.networks.systems.dopamine;

import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.measure.quantity.Frequency;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.systems.prediction.PredictionCircuit;
import org.ranvier.networks.values.Course;

/**
 * When cues and rewards come. After a cue five states follow each other, each of them a step long; then the reward comes, unless
 * it is left out. The time to the next cue is random.
 *
 * @param cueMs of each trial
 * @param givenMs when its reward comes; negative where it is left out
 */
record ConditioningSchedule(double[] cueMs, double[] givenMs, boolean[] omitted) {
  static final int STATES = 5;

  private static final double LEAST_MS = 2500; // from one cue to the next
  private static final double MORE_MS = 1000;

  /**
   * In the second half of the trials every fifth reward is left out.
   *
   * @param unpaired whether rewards come at any time
   */
  static ConditioningSchedule of(int trials, boolean unpaired, RandomGenerator random) {
    double[] cue = new double[trials];
    double[] given = new double[trials];
    boolean[] omitted = new boolean[trials];
    double t = 1000;
    for (int k = 0; k < trials; k++) {
      cue[k] = t;
      omitted[k] = k >= trials / 2 && k % 5 == 4;
      t += LEAST_MS + random.nextInt((int) MORE_MS);
      double any = cue[k] + random.nextInt((int) (t - cue[k] - PredictionCircuit.STEP_MS));
      given[k] = omitted[k] ? -1 : unpaired ? any : cue[k] + STATES * PredictionCircuit.STEP_MS;
    }
    return new ConditioningSchedule(cue, given, omitted);
  }

  /** From the cue to the reward. */
  double rewardMs() {
    return STATES * PredictionCircuit.STEP_MS;
  }

  /** The cells of each state. */
  List<Population> states(Network net) {
    var states = new ArrayList<Population>();
    for (int s = 0; s < STATES; s++) {
      double after = s * PredictionCircuit.STEP_MS;
      double[] on = java.util.Arrays.stream(cueMs).map(t -> t + after).toArray();
      states.add(net.poissonSource("state " + s, PredictionCircuit.CELLS, pulses(on)));
    }
    return states;
  }

  /** The cells that fire with a reward. */
  Population reward(Network net) {
    return net.poissonSource("reward", PredictionCircuit.CELLS, pulses(java.util.Arrays.stream(givenMs).filter(t -> t >= 0).toArray()));
  }

  /** On for a step from each of these times on, which are ascending. */
  static Course<Frequency> pulses(double[] onMs) {
    Course<Frequency> course = Course.step(ms(0), Hz(0));
    for (int k = 0; k < onMs.length; k++) {
      course = course.then(ms(onMs[k]), Hz(PredictionCircuit.UNIT_HZ));
      double off = onMs[k] + PredictionCircuit.STEP_MS;
      if (k + 1 == onMs.length || onMs[k + 1] > off) {
        course = course.then(ms(off), Hz(0));
      }
    }
    return course;
  }
}
