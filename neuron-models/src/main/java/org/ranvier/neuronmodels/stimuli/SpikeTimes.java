package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Neurons that fire at given times, e.g. to replay a recording.
 *
 * <p>Times are above 0 and on the grid, in any order; a time that is given twice is two spikes. Whether they are on the grid is
 * seen when the network is built.
 */
public final class SpikeTimes implements NeuronModel {
  private final double @Nullable [][] timesMs;

  /** The model without times, as it stands in the list of models; a population needs {@link #of} or {@link #replay}. */
  public SpikeTimes() {
    timesMs = null;
  }

  private SpikeTimes(double[][] timesMs) {
    this.timesMs = timesMs;
  }

  /** The spike times of each neuron of the population. */
  public static SpikeTimes of(double[][] timesMs) {
    for (int k = 0; k < timesMs.length; k++) {
      if (timesMs[k] == null) {
        throw new RanvierException("neuron " + k + " of a spike source has null in place of its spike times; give an empty array where it is silent");
      }
    }
    return new SpikeTimes(Arrays.stream(timesMs).map(double[]::clone).toArray(double[][]::new));
  }

  /** The spikes of a recorded population, at the times at which they were recorded. */
  public static SpikeTimes replay(SpikeTrains recording, String population) {
    return new SpikeTimes(recording.trainsMs(recording.population(population)));
  }

  /** A copy of the spike times of each neuron, if there are any. */
  public Optional<double[][]> timesMs() {
    return Optional.ofNullable(timesMs).map(t -> Arrays.stream(t).map(double[]::clone).toArray(double[][]::new));
  }

  @Override
  public String name() {
    return "spike_generator";
  }

  @Override
  public List<String> aliases() {
    return List.of("SpikeSourceArray");
  }

  @Override
  public String summary() {
    return "Source that fires at given times";
  }

  @Override
  public String equations() {
    return "spike        : at the given times";
  }

  @Override
  public String source() {
    return "no publication; NEST's spike_generator";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public List<StateVariable> variables(String where, ParameterValues values, TimeGrid grid) {
    return List.of();
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    if (timesMs == null) {
      throw new RanvierException(
          where + ": a spike_generator needs the spike times of its neurons; make it with SpikeTimes.of");
    }
    if (timesMs.length != values.size()) {
      throw new RanvierException(
          where + ": there are spike times for " + timesMs.length + " neurons, but the population has " + values.size()
              + "; give one list of times for each neuron, an empty one for those that are silent");
    }
    double[][] times = timesMs;
    return slice -> new Kernel(where, times, slice);
  }

  /** Refuses times that a simulation on this grid would refuse. */
  public void check(String where, TimeGrid grid) {
    double[][] times = Objects.requireNonNull(timesMs);
    double latest = grid.toMs(ListedSpikes.LAST_STEP) / 2;
    for (int neuron = 0; neuron < times.length; neuron++) {
      for (double ms : times[neuron]) {
        if (!(ms > 0 && grid.isOn(ms)) || ms > latest) { // of millions of times none needs a message
          Kernel.step(where, neuron, ms, grid);
        }
      }
    }
  }

  /** Sources with the same times are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpikeTimes o && Arrays.deepEquals(timesMs, o.timesMs);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(timesMs);
  }

  private static final class Kernel implements NeuronKernel, SpikeTrainKernel {
    private final State state;
    private final String where;
    private final SliceContext slice;
    private ListedSpikes spikes;

    Kernel(String where, double[][] timesMs, SliceContext slice) {
      this.where = where;
      this.slice = slice;
      state = new State(slice.paddedSize());
      spikes = listed(where, timesMs, slice);
    }

    @Override
    public void setTimes(double[][] timesMs, double nowMs) {
      spikes = listed(where, timesMs, slice);
    }

    private static ListedSpikes listed(String where, double[][] timesMs, SliceContext slice) {
      int count = 0;
      for (int i = 0; i < slice.size(); i++) {
        count = Math.addExact(count, timesMs[slice.first() + i].length);
      }
      long[] all = new long[count];
      int k = 0;
      for (int i = 0; i < slice.size(); i++) {
        for (double ms : timesMs[slice.first() + i]) {
          all[k++] = ListedSpikes.spike(step(where, slice.first() + i, ms, slice.grid()), i);
        }
      }
      return new ListedSpikes(all);
    }

    static long step(String where, int neuron, double ms, TimeGrid grid) {
      long step = grid.steps(ms, where + ", neuron " + neuron + ": spike time", 1, ", or round such times, or make the source exact");
      if (step <= 0 || step > ListedSpikes.LAST_STEP) {
        throw new RanvierException(
            where + ", neuron " + neuron + ": spike time " + TimeGrid.trim(ms) + " ms must be above 0 and at most "
                + TimeGrid.trim(grid.toMs(ListedSpikes.LAST_STEP)) + " ms; the first step ends at " + TimeGrid.trim(grid.resolutionMs())
                + " ms");
      }
      return step;
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink sink) {
      spikes.report(step, from, to, sink);
    }
  }
}
