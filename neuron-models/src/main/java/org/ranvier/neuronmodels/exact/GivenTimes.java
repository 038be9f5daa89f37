package org.ranvier.neuronmodels.exact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.SpikeTrainKernel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Neurons that fire at given times, which need not be on the grid, e.g. to replay a recording. Times within a relative 1e-12 of a grid point are
 * on it.
 */
public final class GivenTimes implements ExactModel {
  private final double[][] timesMs; // sorted

  private GivenTimes(double[][] timesMs) {
    this.timesMs = timesMs;
  }

  /** The spike times of each neuron of the population, above 0, in any order; a time that is given twice is two spikes. */
  public static GivenTimes of(double[][] timesMs) {
    double[][] sorted = Arrays.stream(timesMs).map(double[]::clone).toArray(double[][]::new);
    Arrays.stream(sorted).forEach(Arrays::sort);
    return new GivenTimes(sorted);
  }

  /** The times, sorted. */
  public double[][] timesMs() {
    return Arrays.stream(timesMs).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public String name() {
    return "spike_generator_ps";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.empty();
  }

  @Override
  public String summary() {
    return "Source that fires at given times, in continuous time";
  }

  @Override
  public String equations() {
    return "spike        : at the given times";
  }

  @Override
  public String source() {
    return "no publication; NEST's spike_generator with precise_times";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  /** None; and a kernel to ask would need as many neurons as there are trains. */
  @Override
  public List<StateVariable> variables(String where, ParameterValues values, TimeGrid grid) {
    return List.of();
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    if (timesMs.length != values.size()) {
      throw new RanvierException(
          where + ": there are spike times for " + timesMs.length + " neurons, but the population has " + values.size()
              + "; give one list of times for each neuron, an empty one for those that are silent");
    }
    requireTimes(where, timesMs);
    return slice -> new Kernel(where, slice, timesMs);
  }

  private static void requireTimes(String where, double[][] timesMs) {
    for (int i = 0; i < timesMs.length; i++) {
      for (double t : timesMs[i]) {
        if (!(t > 0 && t < Double.POSITIVE_INFINITY)) {
          throw new RanvierException(where + ", neuron " + i + ": spike time " + t + " ms must be above 0 and finite");
        }
      }
    }
  }

  /** Sources with the same times are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GivenTimes o && Arrays.deepEquals(timesMs, o.timesMs);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(timesMs);
  }

  private static final class Kernel extends ExactSource implements SpikeTrainKernel {
    /** Of two times that are the same but for rounding, relative. */
    private static final double ROUNDING = 1e-12;

    private final String where;
    private final int first;
    private final TimeGrid grid;
    private final double[][] timesMs; // of the slice
    private final int[] done;

    Kernel(String where, ExactContext slice, double[][] timesMs) {
      super(slice);
      this.where = where;
      first = slice.first();
      grid = slice.grid();
      done = new int[slice.size()];
      this.timesMs = new double[slice.size()][];
      for (int i = 0; i < slice.size(); i++) {
        this.timesMs[i] = onGrid(timesMs[first + i]);
      }
    }

    /** Times that miss a grid point by rounding only mean that point: {@code 3 * 0.1} is above 0.3. */
    private double[] onGrid(double[] times) {
      double[] meant = new double[times.length];
      for (int k = 0; k < times.length; k++) {
        double point = grid.toMs(grid.nearestStep(times[k]));
        meant[k] = Math.abs(times[k] - point) <= ROUNDING * point ? point : times[k];
      }
      return meant;
    }

    @Override
    public void setTimes(double[][] timesMs, double nowMs) {
      requireTimes(where, timesMs);
      double[][] sorted = of(timesMs).timesMs;
      for (int i = 0; i < size; i++) {
        double[] times = onGrid(sorted[first + i]);
        this.timesMs[i] = times;
        done[i] = 0;
        while (done[i] < times.length && times[done[i]] <= nowMs) {
          done[i]++;
        }
        predictAnew(i, nowMs);
      }
    }

    @Override
    public void state(StatePort port) {
      super.state(port);
      port.perNeuron("number of spikes", "1", done);
    }

    @Override
    void fire(int i, double t) {
      done[i]++;
    }

    @Override
    double next(int i, double horizon) {
      double[] times = timesMs[i];
      return done[i] < times.length ? times[done[i]] : Double.POSITIVE_INFINITY;
    }
  }
}
