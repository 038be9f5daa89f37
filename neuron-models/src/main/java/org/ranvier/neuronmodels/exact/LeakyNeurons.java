package org.ranvier.neuronmodels.exact;

import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactSpikes;

/** Leaky neurons with synaptic currents or conductances, which go on in the refractory period while the potential is held. */
abstract class LeakyNeurons extends ExactNeurons {
  /** After so many of the longest time constants nothing of the synapses is left. */
  private static final double LONG = 300;

  static final int AT = 1; // time for which the state stands
  static final int FREE = 2; // end of the refractory period
  static final int V = 3;
  static final int EX = 4; // excitatory current or conductance
  static final int IN = 5; // inhibitory one
  static final int WIDTH = 6; // of a neuron's state that has no more than these

  /** Leaky neurons with synaptic currents. */
  static final Made CURRENTS =
      new Made(
          (v, i) -> 1 / v.at("tau_m", i), Parameters::rest, new Synaptic("I_syn_ex", "pA", "excitatory synaptic current"),
          new Synaptic("I_syn_in", "pA", "inhibitory synaptic current"));

  /** Leaky neurons with synaptic conductances. */
  static final Made CONDUCTANCES =
      new Made(
          (v, i) -> v.at("g_L", i) / v.at("C_m", i), (v, i) -> v.at("E_L", i) + v.at("I_e", i) / v.at("g_L", i),
          new Synaptic("g_ex", "nS", "excitatory conductance"), new Synaptic("g_in", "nS", "inhibitory conductance"));

  final int mask;
  final double[] capacitance;
  final double[] alpha; // rate of the membrane
  final double[] rest;
  final double[] threshold;
  final double[] betaEx;
  final double[] betaIn;
  private final double[] reset;
  private final double[] refractory;
  private final double[] end;

  /** What such a neuron is made of: the rate of its membrane, where that goes without synapses, and what these open. */
  record Made(Parameters.Value rate, Parameters.Value rest, Synaptic ex, Synaptic in) {}

  /** A synaptic variable. */
  record Synaptic(String variable, String unit, String meaning) {}

  LeakyNeurons(ExactContext slice, int width, ParameterValues values, Made made) {
    super(slice, width);
    var each = new PerNeuron(values, slice);
    mask = each.mask();
    capacitance = each.of(i -> values.at("C_m", i));
    alpha = each.of(i -> made.rate.at(values, i));
    rest = each.of(i -> made.rest.at(values, i));
    threshold = each.of(i -> values.at("V_th", i));
    betaEx = each.of(i -> 1 / values.at("tau_syn_ex", i));
    betaIn = each.of(i -> 1 / values.at("tau_syn_in", i));
    reset = each.of(i -> values.at("V_reset", i));
    refractory = each.of(i -> values.at("t_ref", i));
    end =
        each.of(i -> LONG * Math.max(1 / made.rate.at(values, i), Math.max(values.at("tau_syn_ex", i), values.at("tau_syn_in", i))));
    double[] v = declare(V, "V_m", "mV", "membrane potential", 0);
    Parameters.initialise(v, slice.first(), slice.size(), values);
    declare(EX, made.ex.variable, made.ex.unit, made.ex.meaning, 0);
    declare(IN, made.in.variable, made.in.unit, made.in.meaning, 0);
  }

  /** Lets the synaptic variables decay for a time. */
  abstract void decay(int i, double dt);

  /** Carries potential and synaptic variables over a time in which the potential is free. */
  abstract void integrate(int i, double dt);

  @Override
  final void catchUp(int i, double t) {
    int o = i * width;
    double at = s[o + AT];
    double free = s[o + FREE];
    if (free > at) {
      double until = Math.min(t, free);
      decay(i, until - at);
      at = until;
      s[o + AT] = at;
    }
    if (t > at) {
      integrate(i, t - at);
      s[o + AT] = t;
    }
  }

  /** Synapses do not bring the potential to its threshold at once. */
  @Override
  final void settle(int i, double t, ExactSpikes spikes) {}

  @Override
  final void fire(int i, double t) {
    catchUp(i, t);
    s[i * width + V] = reset[i & mask];
    s[i * width + FREE] = t + refractory[i & mask];
  }

  @Override
  final double first(int i) {
    return s[i * width + V] >= threshold[i & mask] ? Double.MIN_VALUE : next(i, Double.POSITIVE_INFINITY);
  }

  @Override
  final double free(int i) {
    return s[i * width + FREE];
  }

  @Override
  final double next(int i, double horizon) {
    int p = i & mask;
    int o = i * width;
    double v = s[o + V];
    double from = Math.max(s[o + AT], s[o + FREE]);
    if (horizon <= from) {
      return Double.POSITIVE_INFINITY;
    }
    double below = v - threshold[p];
    if (below >= 0) { // by rounding, just before it would have fired
      return from;
    }
    double above = Math.max(0, v - rest[p]) + rest[p] - threshold[p];
    if (staysBelow(i, p, from, above, below, horizon - from)) {
      return Double.POSITIVE_INFINITY;
    }
    return from + Roots.rise(path(i, p, from), end[p]);
  }

  /**
   * A quick test.
   *
   * @param above no less than the potential's distance to the threshold would ever be without synapses
   * @param below that distance at {@code from}
   * @return true only if the neuron certainly does not fire in the time {@code dt} after {@code from}
   */
  abstract boolean staysBelow(int i, int p, double from, double above, double below, double dt);

  /** The distance of the potential to the threshold after {@code from}, and what follows from it. */
  abstract Roots.Family path(int i, int p, double from);

  /**
   * With {@code D = V - V_th} and {@code R} the current above that which holds the potential at the threshold, over C, {@code D' = -α·D + R}, where {@code α}
   * is the membrane's rate, or no less than that. So where {@code R <= most} and {@code D(0) < 0}, {@code D(t) <= e^(-αt)·D(0) + most·t <= (1 -
   * αt)·D(0) + most·t} while {@code αt < 1}, and
   * that is negative up to {@code dt} if it is so there.
   */
  static boolean staysBelow(double alpha, double below, double most, double dt) {
    return alpha * dt < 1 && (1 - alpha * dt) * below + Math.max(0, most) * dt < -1e-9;
  }
}
