package org.ranvier.neuronmodels.stimuli;

import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.state.State;

/**
 * Sources that fire as renewal processes in continuous time; a spike between two points of the grid is that of the later.
 *
 * <p>After a spike a neuron is dead for a fixed time. Then the time to the next spike, measured in expected spikes {@code ∫ hazard
 * dt} instead of ms, is drawn from a distribution with mean 1; this carries over to hazards that change with time (Brown et al.
 * 2002, doi:10.1162/08997660252741149). The {@code k}-th interval of a neuron is drawn from a stream of its own, keyed by neuron
 * and {@code k}, so there is no state of a generator to keep.
 */
final class RenewalKernel implements AdjustableKernel {
  /** What a model makes of its parameters. */
  interface Process {
    /** Expected spikes per second of a neuron that is not dead. */
    TimeCourse hazard(ParameterValues values);

    /** For how long neuron {@code i} of the population is dead after a spike, in ms. */
    double deadMs(ParameterValues values, int i);

    /** An interval after a spike, of mean 1. */
    double interval(ParameterValues values, int i, RandomStream random);

    /** What is left of an interval that is observed from a random moment on, when the neuron is not dead. */
    double residual(ParameterValues values, int i, RandomStream random);

    /** The fraction of time that neuron {@code i} is dead, where the process is stationary. */
    double deadFraction(ParameterValues values, int i);
  }

  private final String where;
  private final SliceContext slice;
  private final Process process;
  private final State state;
  private final double[] left; // expected spikes until the next one
  private final double[] dead; // ms
  private final double[] drawn;
  private final double h;
  private final int first;
  private final long key;
  private final RandomStream random = new RandomStream(0);
  private ParameterValues values;
  private StepMeans hazard;
  private Windows windows;

  RenewalKernel(String where, ParameterValues values, SliceContext slice, Process process) {
    this.where = where;
    this.slice = slice;
    this.process = process;
    this.values = values;
    state = new State(slice.paddedSize());
    left = state.declare("to_next", "1", "expected number of spikes until the next one", 1);
    dead = state.declare("dead", "ms", "time for which the neuron is still dead", 0);
    drawn = state.declare("intervals", "1", "number of intervals drawn so far", 0);
    h = slice.grid().resolutionMs();
    first = slice.first();
    key = RandomKey.of(slice.seed(), "renewal-generator", slice.population());
    hazard = hazard(values);
    windows = new Windows(where, values, slice);
    for (int i = 0; i < slice.size(); i++) {
      RandomStream stream = stream(i);
      boolean begunDead = stream.nextDouble() < process.deadFraction(values, first + i);
      if (begunDead) {
        dead[i] = stream.nextDouble() * process.deadMs(values, first + i);
      }
      left[i] = begunDead ? process.interval(values, first + i, stream) : process.residual(values, first + i, stream);
    }
  }

  private StepMeans hazard(ParameterValues of) {
    TimeCourse course = process.hazard(of);
    PoissonDraws.check(where, course, of.size(), slice.grid());
    return StepMeans.of(where, course, slice);
  }

  /** The stream of the next interval of neuron {@code i} of the slice. */
  private RandomStream stream(int i) {
    random.select(RandomKey.bits(key, first + i), (int) drawn[i]);
    drawn[i]++;
    return random;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public ParameterValues parameters() {
    return values;
  }

  /** Intervals that have begun keep their draw. */
  @Override
  public void setParameters(ParameterValues changed) {
    hazard = hazard(changed);
    windows = new Windows(where, changed, slice);
    values = changed;
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    double[] rates = hazard.at(step);
    for (int i = from; i < to; i++) {
      double expected = Math.max(0, rates[rates.length == 1 ? 0 : i]) * h / 1000;
      if (!windows.open(step, i)) {
        continue;
      }
      if (dead[i] == 0 && left[i] > expected) {
        left[i] -= expected;
      } else {
        passEvents(i, expected, spikes);
      }
    }
  }

  /** A step in which the neuron fires or is dead for a part. */
  private void passEvents(int i, double expected, SpikeSink spikes) {
    double rest = 1; // fraction of the step that is still to pass
    while (true) {
      double deadPart = dead[i] / h;
      if (deadPart >= rest) {
        dead[i] = (deadPart - rest) * h;
        return;
      }
      rest -= deadPart;
      dead[i] = 0;
      if (left[i] > expected * rest || expected == 0) {
        left[i] -= expected * rest;
        return;
      }
      rest = Math.max(0, rest - left[i] / expected);
      spikes.add(i);
      dead[i] = process.deadMs(values, first + i);
      left[i] = process.interval(values, first + i, stream(i));
    }
  }
}
