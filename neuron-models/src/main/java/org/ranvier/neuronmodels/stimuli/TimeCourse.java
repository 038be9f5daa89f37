package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * How a rate (Hz) or a current (pA) goes in time. A stimulus takes its mean over each step, so that nothing is lost between the
 * points of the grid.
 *
 * <p>Values are one for all neurons of the population, or one for each.
 */
public sealed interface TimeCourse {
  /** Always the same. */
  record Constant(double... values) implements TimeCourse {
    public Constant {
      values = values.clone();
    }
  }

  /**
   * Piecewise constant: 0 at first, and the k-th value from the k-th time on.
   *
   * @param timesMs ascending, on the grid, 0 or above
   * @param values {@code [time][neuron]}
   */
  record Steps(double[] timesMs, double[][] values) implements TimeCourse {
    public Steps {
      timesMs = timesMs.clone();
      values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }
  }

  /**
   * {@code mean + amplitude·sin(2π·frequency·t + phase)}.
   *
   * @param frequencyHz 0 or above
   * @param phase in radians
   */
  record Sinusoid(double[] mean, double[] amplitude, double[] frequencyHz, double[] phase) implements TimeCourse {
    public Sinusoid {
      mean = mean.clone();
      amplitude = amplitude.clone();
      frequencyHz = frequencyHz.clone();
      phase = phase.clone();
    }

    /** The same for all neurons. */
    public static Sinusoid of(double mean, double amplitude, double frequencyHz, double phase) {
      return new Sinusoid(new double[] {mean}, new double[] {amplitude}, new double[] {frequencyHz}, new double[] {phase});
    }
  }

  /**
   * Throws on values that are not finite, times out of order, and arrays that have neither one value for all nor one for each of
   * {@code populationSize} neurons.
   *
   * @param where what follows the course, for messages
   * @param noun what its values are, e.g. {@code "rates"}
   */
  default void check(String where, String noun, int populationSize) {
    switch (this) {
      case Constant c -> checkValues(where, noun, c.values, populationSize);
      case Steps s -> checkSteps(where, noun, s, populationSize);
      case Sinusoid s -> {
        checkValues(where, "means", s.mean, populationSize);
        checkValues(where, "amplitudes", s.amplitude, populationSize);
        checkValues(where, "frequencies", s.frequencyHz, populationSize);
        checkValues(where, "phases", s.phase, populationSize);
        if (least(s.frequencyHz) < 0) {
          throw new RanvierException(where + ": frequency " + TimeGrid.trim(least(s.frequencyHz)) + " Hz must be 0 or above");
        }
      }
    }
  }

  private static void checkSteps(String where, String noun, Steps s, int populationSize) {
    double[] times = s.timesMs;
    if (times.length != s.values.length) {
      throw new RanvierException(
          where + ": there are " + times.length + " times and " + s.values.length + " " + noun + "; give one of them for each time");
    }
    for (int k = 0; k < times.length; k++) {
      if (!(times[k] >= 0) || (k > 0 && !(times[k] > times[k - 1]))) {
        throw new RanvierException(
            where + ": time " + TimeGrid.trim(times[k]) + " ms must be "
                + (k == 0
                    ? "0 or above"
                    : "above the time before it, " + TimeGrid.trim(times[k - 1]) + " ms; put the times in order"));
      }
      checkValues(where + " at " + TimeGrid.trim(times[k]) + " ms", noun, s.values[k], populationSize);
    }
  }

  /** Throws on values that are not finite, and where there are neither one for all nor one for each neuron. */
  static void checkValues(String where, String noun, double[] values, int populationSize) {
    if (values.length != 1 && values.length != populationSize) {
      throw new RanvierException(
          where + ": there are " + values.length + " " + noun + "; give one for all, or one for each of the " + populationSize
              + " neurons");
    }
    for (double x : values) {
      if (!Double.isFinite(x)) {
        throw new RanvierException(where + ": " + x + " among the " + noun + " must be a finite number");
      }
    }
  }

  /** The smallest value ever; of a sinusoid the smallest mean, for where its troughs are cut off. */
  default double lowest() {
    return switch (this) {
      case Constant c -> least(c.values);
      case Steps s -> Arrays.stream(s.values).mapToDouble(TimeCourse::least).min().orElse(0);
      case Sinusoid s -> least(s.mean);
    };
  }

  /** The largest value ever, or a bound above it. */
  default double highest() {
    return switch (this) {
      case Constant c -> most(c.values);
      case Steps s -> Arrays.stream(s.values).mapToDouble(TimeCourse::most).max().orElse(0);
      case Sinusoid s -> most(s.mean) + Math.max(most(s.amplitude), -least(s.amplitude));
    };
  }

  private static double least(double[] values) {
    return DoubleStream.of(values).min().orElse(0);
  }

  private static double most(double[] values) {
    return DoubleStream.of(values).max().orElse(0);
  }
}
