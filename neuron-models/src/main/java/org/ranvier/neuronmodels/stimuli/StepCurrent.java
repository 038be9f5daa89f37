package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Piecewise constant currents into the neurons of a population: 0 pA at first, and the k-th amplitude from the k-th time on.
 *
 * <p>A current that is on from {@code t} flows in the step from {@code t} to {@code t + h}, so that {@code V_m} shows it first at
 * {@code t + h}. Several currents into one population add up.
 *
 * @param name for messages
 * @param populationSize number of neurons of the target population
 * @param timesMs ascending, on the grid, 0 or above
 * @param amplitudesPa for each time, the current in pA: one value for all neurons or one for each
 */
public record StepCurrent(String name, int populationSize, double[] timesMs, double[][] amplitudesPa)
    implements InputKernel.Factory {
  public StepCurrent {
    timesMs = timesMs.clone();
    amplitudesPa = Arrays.stream(amplitudesPa).map(double[]::clone).toArray(double[][]::new);
    String where = "step current '" + name + "'";
    if (timesMs.length != amplitudesPa.length) {
      throw new RanvierException(
          where + ": there are " + timesMs.length + " times and " + amplitudesPa.length
              + " amplitudes; give an amplitude for each time");
    }
    for (int k = 0; k < timesMs.length; k++) {
      if (!(timesMs[k] >= 0) || (k > 0 && !(timesMs[k] > timesMs[k - 1]))) {
        throw new RanvierException(
            where + ": time " + TimeGrid.trim(timesMs[k]) + " ms must be "
                + (k == 0
                    ? "0 or above"
                    : "above the time before it, " + TimeGrid.trim(timesMs[k - 1]) + " ms; put the times in order"));
      }
      checkAmplitudes(where + " at " + TimeGrid.trim(timesMs[k]) + " ms", amplitudesPa[k], populationSize);
    }
  }

  /** The same current from the beginning to the end, one value for all neurons or one for each. */
  public static StepCurrent constant(String name, int populationSize, double... amplitudesPa) {
    return new StepCurrent(name, populationSize, new double[] {0}, new double[][] {amplitudesPa});
  }

  private static void checkAmplitudes(String where, double[] amplitudes, int populationSize) {
    if (amplitudes.length != 1 && amplitudes.length != populationSize) {
      throw new RanvierException(
          where + ": there are " + amplitudes.length + " amplitudes; give one for all, or one for each of the "
              + populationSize + " neurons");
    }
    for (double a : amplitudes) {
      if (!Double.isFinite(a)) {
        throw new RanvierException(where + ": amplitude " + a + " pA must be a finite number");
      }
    }
  }

  @Override
  public InputKernel create(SliceContext slice) {
    double[] current = slice.current();
    if (current == null) {
      throw new IllegalStateException("the current of population '" + slice.population() + "' is not declared");
    }
    long[] steps = new long[timesMs.length];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = slice.grid().steps(timesMs[k], "step current '" + name + "': time");
    }
    return new Changes(steps, amplitudesPa, slice.first(), slice.size(), current);
  }

  /** Between the changes there is nothing to do: the current of a neuron stays as it is. */
  private static final class Changes implements InputKernel {
    private final long[] steps;
    private final double[][] amplitudes;
    private final int first;
    private final int size;
    private final double[] current;
    private int next;

    Changes(long[] steps, double[][] amplitudes, int first, int size, double[] current) {
      this.steps = steps;
      this.amplitudes = amplitudes;
      this.first = first;
      this.size = size;
      this.current = current;
    }

    @Override
    public void apply(long step, int from, int to) {
      if (next < steps.length && step > steps[next]) {
        for (int i = from; i < to; i++) {
          current[i] += at(next, i) - at(next - 1, i); // other stimuli may have their share of it
        }
        if (to == size) {
          next++;
        }
      }
    }

    private double at(int k, int i) {
      return k < 0 ? 0 : amplitudes[k][amplitudes[k].length == 1 ? 0 : first + i];
    }
  }
}
