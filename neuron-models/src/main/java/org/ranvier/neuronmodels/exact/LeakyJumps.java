package org.ranvier.neuronmodels.exact;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.ExactSpikes;
import org.ranvier.simulator.kernel.SliceContext;

/**
 * Leaky neurons whose potential moves at events only by jumps, so that it is one exponential between them.
 *
 * <p>From {@code V₀} below the threshold {@code V_th} the potential goes monotonely to {@code V_∞}. It reaches the threshold, once, if and
 * only if {@code V_∞ > V_th}, after {@code τ·ln((V_∞ - V₀)/(V_∞ - V_th))}; so that formula misses nothing. Where a jump carries the potential to
 * the threshold, the neuron fires at the event.
 */
class LeakyJumps extends ExactNeurons {
  final double[] v;
  final double[] at; // time for which v stands; while the neuron is refractory, the end of that
  final int mask;
  private final double[] tau;
  private final double[] rest; // where the potential goes without events
  private final double[] threshold;
  private final double[] reset;
  private final double[] refractory;

  LeakyJumps(SliceContext slice, Names names, ParameterValues values, Values of, double initial) {
    super(slice);
    var each = new PerNeuron(values, slice);
    mask = each.mask();
    tau = each.of(i -> of.tau().at(values, i));
    rest = each.of(i -> of.rest().at(values, i));
    threshold = each.of(i -> of.threshold().at(values, i));
    reset = each.of(i -> of.reset().at(values, i));
    refractory = each.of(i -> of.refractory().at(values, i));
    v = state.declare(names.variable(), names.unit(), names.meaning(), initial);
    at = new double[slice.size()];
  }

  /** How the potential is called. */
  record Names(String variable, String unit, String meaning) {}

  /** A value that follows from a neuron's parameters. */
  @FunctionalInterface
  interface Value {
    double at(ParameterValues values, int i);
  }

  /** What such a neuron is made of. */
  record Values(Value tau, Value rest, Value threshold, Value reset, Value refractory) {}

  @Override
  double touch(int i) {
    return v[i] + at[i];
  }

  @Override
  double first(int i) {
    return v[i] >= threshold[i & mask] ? Double.MIN_VALUE : next(i, Double.POSITIVE_INFINITY);
  }

  @Override
  void catchUp(int i, double t) {
    if (t > at[i]) {
      int p = i & mask;
      v[i] = rest[p] + (v[i] - rest[p]) * Math.exp((at[i] - t) / tau[p]);
      at[i] = t;
    }
  }

  @Override
  void receive(int i, double t, int receptor, double weight) {
    if (t >= at[i]) {
      v[i] += weight;
    }
  }

  @Override
  void settle(int i, double t, ExactSpikes spikes) {
    if (t >= at[i] && v[i] >= threshold[i & mask]) {
      fire(i, t);
      spikes.add(i, t);
    }
  }

  @Override
  void fire(int i, double t) {
    v[i] = reset[i & mask];
    at[i] = t + refractory[i & mask];
  }

  @Override
  double next(int i, double horizon) {
    int p = i & mask;
    double above = rest[p] - threshold[p];
    return above > 0 ? at[i] + tau[p] * Math.log1p((threshold[p] - v[i]) / above) : Double.POSITIVE_INFINITY;
  }

  @Override
  public void present(int i, double t, double[][] into) {
    int p = i & mask;
    into[0][i] = t <= at[i] ? v[i] : rest[p] + (v[i] - rest[p]) * Math.exp((at[i] - t) / tau[p]);
  }
}
