package org.ranvier.plasticity;

import java.util.Arrays;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.exact.EventBatch;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSpikes;
import org.ranvier.simulator.state.State;

/** Neurons that fire at given times of their own, and write down what they receive, one after the other. */
public final class ExactTrains implements ExactKernel {
  private final ExactContext slice;
  private final double[][] times;
  private final double[] due;
  private final State state;
  private final double[] heard;

  private ExactTrains(ExactContext slice, double[][] times) {
    this.slice = slice;
    this.times = times;
    due = new double[slice.size()];
    state = new State(slice.paddedSize());
    heard = state.declare("heard", "pA", "sum of all input, each weighed by the time of its arrival", 0);
  }

  /**
   * @param times of each neuron in ms, ascending
   */
  public static PopulationSpec population(String name, double[][] times) {
    return new PopulationSpec(
        name, "timed trains", times.length, 1, (ExactKernel.Factory) slice -> new ExactTrains(slice, times), (state, first, size) -> {});
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public double[] due() {
    return due;
  }

  @Override
  public void start() {
    for (int i = 0; i < due.length; i++) {
      due[i] = after(i, 0);
    }
  }

  private double after(int i, double t) {
    return Arrays.stream(times[slice.first() + i]).filter(other -> other > t).findFirst().orElse(Double.POSITIVE_INFINITY);
  }

  @Override
  public void advance(EventBatch events, int from, int to, ExactSpikes spikes) {
    for (int n = from; n < to; n++) {
      int i = events.neuron[n];
      for (int k = events.begin[n]; k < events.begin[n + 1]; k++) {
        heard[i] += events.weight[k] * (1 + events.time[k]);
      }
      while (due[i] <= events.until) {
        spikes.add(i, due[i]);
        due[i] = after(i, due[i]);
        events.change(i);
      }
    }
  }

  @Override
  public void present(int neuron, double timeMs, double[][] into) {
    into[0][neuron] = heard[neuron];
  }

  @Override
  public boolean isSuspect() {
    return false;
  }
}
