package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;

/**
 * Currents into the neurons of a population that follow a given course, e.g. an alternating one. In each step flows the mean of
 * the course over it; a current that is on from {@code t} flows first in the step from {@code t} to {@code t + h}, so that {@code
 * V_m} shows it first at {@code t + h}.
 *
 * @param name for messages
 * @param populationSize number of neurons of the target population
 * @param course in pA, one value for all or one for each neuron
 * @param fromStep the current flows in steps {@code fromStep < s <= toStep}
 */
public record CourseCurrent(String name, int populationSize, TimeCourse course, long fromStep, long toStep)
    implements InputKernel.Factory {
  public CourseCurrent {
    course.check("current '" + name + "'", "amplitudes", populationSize);
  }

  /** A current that is on for ever. */
  public CourseCurrent(String name, int populationSize, TimeCourse course) {
    this(name, populationSize, course, 0, Long.MAX_VALUE);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    double[] current = slice.requireCurrent();
    StepMeans means = StepMeans.of("current '" + name + "'", course, slice);
    return (step, from, to) -> {
      if (step > fromStep && step <= toStep) {
        double[] now = means.at(step);
        if (now.length == 1) {
          add(current, now[0], from, to);
        } else {
          add(current, now, from, to);
        }
      }
    };
  }

  private static void add(double[] current, double amplitude, int from, int to) {
    if (amplitude != 0) {
      for (int i = from; i < to; i++) {
        current[i] += amplitude;
      }
    }
  }

  static void add(double[] current, double[] amplitude, int from, int to) {
    for (int i = from; i < to; i++) {
      current[i] += amplitude[i];
    }
  }
}
