package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import org.ranvier.simulator.kernel.SliceContext;

/** The means of a {@link TimeCourse} over the steps of a grid, for the neurons of a slice. */
abstract class StepMeans {
  /** Last step for which the latest answer of {@link #at} holds. */
  long heldUntil;

  /**
   * The means in a step: one for all neurons, or one for each of the slice. The array is valid until the next call.
   *
   * @param step not before that of the call before
   */
  abstract double[] at(long step);

  static StepMeans of(String where, TimeCourse course, SliceContext slice) {
    return switch (course) {
      case TimeCourse.Constant c -> new Steps(new long[] {Long.MIN_VALUE}, new double[][] {part(c.values(), slice)});
      case TimeCourse.Steps s -> {
        long[] steps = new long[s.timesMs().length];
        Arrays.setAll(steps, k -> slice.grid().steps(s.timesMs()[k], where + ": time"));
        yield new Steps(steps, Arrays.stream(s.values()).map(v -> part(v, slice)).toArray(double[][]::new));
      }
      case TimeCourse.Sinusoid s -> new Sinusoid(s, slice);
    };
  }

  /** One value for all, or those of the slice's neurons. */
  static double[] part(double[] values, SliceContext slice) {
    return values.length == 1 ? values : Arrays.copyOfRange(values, slice.first(), slice.first() + slice.size());
  }

  private static final class Steps extends StepMeans {
    private final long[] from;
    private final double[][] values;
    private int next;

    Steps(long[] from, double[][] values) {
      this.from = from;
      this.values = values;
    }

    @Override
    double[] at(long step) {
      while (next < from.length && step > from[next]) {
        next++;
      }
      heldUntil = next < from.length ? from[next] : Long.MAX_VALUE;
      return next == 0 ? ZERO : values[next - 1];
    }

    private static final double[] ZERO = {0};
  }

  /** The mean of a sinusoid over a step is its value in the middle times {@code sin(ωh/2)/(ωh/2)}. */
  private static final class Sinusoid extends StepMeans {
    private final double[] mean;
    private final double[] amplitude; // of the means
    private final double[] omega; // radians in a step
    private final double[] phase;
    private final double[] now;

    Sinusoid(TimeCourse.Sinusoid course, SliceContext slice) {
      boolean same =
          course.mean().length == 1 && course.amplitude().length == 1 && course.frequencyHz().length == 1
              && course.phase().length == 1;
      int n = same ? 1 : slice.size();
      mean = full(course.mean(), n, slice);
      amplitude = full(course.amplitude(), n, slice);
      omega = full(course.frequencyHz(), n, slice);
      phase = full(course.phase(), n, slice);
      now = new double[n];
      for (int i = 0; i < n; i++) {
        omega[i] *= 2 * Math.PI * slice.grid().resolutionMs() / 1000;
        double half = omega[i] / 2;
        amplitude[i] *= half == 0 ? 1 : Math.sin(half) / half;
      }
      heldUntil = Long.MIN_VALUE;
    }

    private static double[] full(double[] values, int n, SliceContext slice) {
      double[] part = part(values, slice).clone();
      if (part.length == n) {
        return part;
      }
      double[] all = new double[n];
      Arrays.fill(all, part[0]);
      return all;
    }

    @Override
    double[] at(long step) {
      if (step != heldUntil) {
        double middle = step - 0.5;
        for (int i = 0; i < now.length; i++) {
          now[i] = mean[i] + amplitude[i] * Math.sin(omega[i] * middle + phase[i]);
        }
        heldUntil = step;
      }
      return now;
    }
  }
}
