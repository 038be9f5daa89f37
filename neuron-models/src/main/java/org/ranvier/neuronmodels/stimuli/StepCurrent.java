package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;

/**
 * Piecewise constant currents into the neurons of a population: 0 pA at first, and the k-th amplitude from the k-th time on.
 *
 * @param name for messages
 * @param populationSize number of neurons of the target population
 * @param timesMs ascending, on the grid, 0 or above
 * @param amplitudesPa for each time, the current in pA: one value for all neurons or one for each
 */
public record StepCurrent(String name, int populationSize, double[] timesMs, double[][] amplitudesPa)
    implements InputKernel.Factory {
  public StepCurrent {
    new TimeCourse.Steps(timesMs, amplitudesPa).check("step current '" + name + "'", "amplitudes", populationSize);
  }

  /** The same current from the beginning to the end, one value for all neurons or one for each. */
  public static StepCurrent constant(String name, int populationSize, double... amplitudesPa) {
    return new StepCurrent(name, populationSize, new double[] {0}, new double[][] {amplitudesPa});
  }

  @Override
  public InputKernel create(SliceContext slice) {
    return new CourseCurrent(name, populationSize, new TimeCourse.Steps(timesMs, amplitudesPa)).create(slice);
  }
}
