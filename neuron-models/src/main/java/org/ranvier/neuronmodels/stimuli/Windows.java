package org.ranvier.neuronmodels.stimuli;

import java.util.List;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.time.TimeGrid;

/** When the neurons of a source are on: their spikes fall in {@code start < t <= stop}. */
public final class Windows {
  static final Parameter START = new Parameter("start", "ms", 0, Range.NOT_NEGATIVE, "spikes fall after this time");
  static final Parameter STOP =
      new Parameter(
          "stop", "ms", Double.POSITIVE_INFINITY, Range.NOT_NEGATIVE_OR_INFINITE, "spikes fall before or at this time");

  private final long[] start; // in steps; one for all or one for each neuron of the slice
  private final long[] stop;

  Windows(String where, ParameterValues values, SliceContext slice) {
    check(where, values);
    start = steps(where, "start", values, slice);
    stop = steps(where, "stop", values, slice);
  }

  /** Refuses windows that end before they begin. */
  public static void check(String where, ParameterValues values) {
    for (int i = 0; i < values.distinct(); i++) {
      if (values.at(STOP.name(), i) < values.at(START.name(), i)) {
        throw new RanvierException(
            where + ": stop " + TimeGrid.trim(values.at(STOP.name(), i)) + " ms is before start " + TimeGrid.trim(values.at(START.name(), i))
                + " ms" + (values.distinct() > 1 ? " in neuron " + i : "") + "; spikes fall in start < t <= stop");
      }
    }
  }

  /** Parameters with those of the window behind them. */
  static List<Parameter> parameters(Parameter... others) {
    return java.util.stream.Stream.concat(java.util.Arrays.stream(others), java.util.stream.Stream.of(START, STOP)).toList();
  }

  private static long[] steps(String where, String name, ParameterValues values, SliceContext slice) {
    var steps = new long[values.uniform(name) ? 1 : slice.size()];
    for (int i = 0; i < steps.length; i++) {
      double ms = values.at(name, slice.first() + i);
      steps[i] = Double.isInfinite(ms) ? Long.MAX_VALUE : slice.grid().steps(ms, where + ": " + name);
    }
    return steps;
  }

  /** Whether neuron {@code i} of the slice may fire in a step. */
  boolean open(long step, int i) {
    return step > start[start.length == 1 ? 0 : i] && step <= stop[stop.length == 1 ? 0 : i];
  }
}
