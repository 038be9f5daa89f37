package org.ranvier.neuronmodels.exact;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactSpikes;

/**
 * Leaky neurons whose potential moves at events only by jumps, so that it is one exponential between them.
 *
 * <p>From {@code V₀} below the threshold {@code V_th} the potential goes monotonely to {@code V_∞}. It reaches the threshold, once, if and
 * only if {@code V_∞ > V_th}, after {@code τ·ln((V_∞ - V₀)/(V_∞ - V_th))}; so that formula misses nothing. Where a jump carries the potential to
 * the threshold, the neuron fires at the event.
 */
class LeakyJumps extends ExactNeurons {
  static final int AT = 1; // time for which V stands; while the neuron is refractory, the end of that
  static final int V = 2;
  private static final int WIDTH = 3;

  final int mask;
  private final double[] tau;
  private final double[] rest; // where the potential goes without events
  private final double[] threshold;
  private final double[] reset;
  private final double[] refractory;

  LeakyJumps(ExactContext slice, Names names, ParameterValues values, Values of, Parameters.Value initial) {
    super(slice, WIDTH);
    var each = new PerNeuron(values, slice);
    mask = each.mask();
    tau = each.of(i -> of.tau().at(values, i));
    rest = each.of(i -> of.rest().at(values, i));
    threshold = each.of(i -> of.threshold().at(values, i));
    reset = each.of(i -> of.reset().at(values, i));
    refractory = each.of(i -> of.refractory().at(values, i));
    double[] v = declare(V, names.variable(), names.unit(), names.meaning(), 0);
    for (int i = 0; i < size; i++) {
      v[i] = initial.at(values, slice.first() + i);
    }
  }

  /** How the potential is called. */
  record Names(String variable, String unit, String meaning) {}

  /** What such a neuron is made of. */
  record Values(
      Parameters.Value tau, Parameters.Value rest, Parameters.Value threshold, Parameters.Value reset, Parameters.Value refractory) {}

  @Override
  double sum(int i) {
    return s[i * WIDTH + AT] + s[i * WIDTH + V];
  }

  @Override
  double first(int i) {
    return s[i * WIDTH + V] >= threshold[i & mask] ? Double.MIN_VALUE : next(i, Double.POSITIVE_INFINITY);
  }

  @Override
  double free(int i) {
    return s[i * WIDTH + AT];
  }

  @Override
  void catchUp(int i, double t) {
    int o = i * WIDTH;
    double at = s[o + AT];
    if (t > at) {
      int p = i & mask;
      s[o + V] = rest[p] + (s[o + V] - rest[p]) * Math.exp((at - t) / tau[p]);
      s[o + AT] = t;
    }
  }

  @Override
  void receive(int i, double t, int receptor, double weight) {
    if (t >= s[i * WIDTH + AT]) {
      s[i * WIDTH + V] += weight;
    }
  }

  @Override
  void settle(int i, double t, ExactSpikes spikes) {
    if (t >= s[i * WIDTH + AT] && s[i * WIDTH + V] >= threshold[i & mask]) {
      fire(i, t);
      spikes.add(i, t);
    }
  }

  @Override
  void fire(int i, double t) {
    s[i * WIDTH + V] = reset[i & mask];
    s[i * WIDTH + AT] = t + refractory[i & mask];
  }

  @Override
  double next(int i, double horizon) {
    int p = i & mask;
    double above = rest[p] - threshold[p];
    int o = i * WIDTH;
    return above > 0 ? s[o + AT] + tau[p] * Math.log1p((threshold[p] - s[o + V]) / above) : Double.POSITIVE_INFINITY;
  }

  @Override
  public void present(int i, double t, double[][] into) {
    int p = i & mask;
    double v = s[i * WIDTH + V];
    double at = s[i * WIDTH + AT];
    into[0][i] = t <= at ? v : rest[p] + (v - rest[p]) * Math.exp((at - t) / tau[p]);
  }
}
