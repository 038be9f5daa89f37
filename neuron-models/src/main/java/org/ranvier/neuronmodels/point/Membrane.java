package org.ranvier.neuronmodels.point;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/** What the leaky integrate-and-fire neurons share: the parameters of the membrane, its decay and its spikes. */
final class Membrane {
  static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("tau_m", "ms", 10, Range.POSITIVE, "membrane time constant"),
          new Parameter("C_m", "pF", 250, Range.POSITIVE, "membrane capacitance"),
          new Parameter("E_L", "mV", -70, Range.ANY, "resting potential"),
          new Parameter("V_th", "mV", -55, Range.ANY, "spike threshold"),
          new Parameter("V_reset", "mV", -70, Range.ANY, "potential after a spike"),
          new Parameter("t_ref", "ms", 2, Range.NOT_NEGATIVE, "refractory period, rounded to whole steps"),
          new Parameter("I_e", "pA", 0, Range.ANY, "constant input current"));

  /** With those of an excitatory and an inhibitory synaptic current. */
  static final List<Parameter> PARAMETERS_WITH_SYNAPSES =
      Stream.concat(
              PARAMETERS.stream(),
              Stream.of(
                  new Parameter("tau_syn_ex", "ms", 2, Range.POSITIVE, "time constant of the excitatory current"),
                  new Parameter("tau_syn_in", "ms", 2, Range.POSITIVE, "time constant of the inhibitory current")))
          .toList();

  final double[] v;
  private final double[] decay; // e^(-h/τ_m)
  private final double[] drift; // what rest and constant current add in a step
  private final double[] currentGain; // potential that 1 pA adds in a step
  private final double @Nullable [] current;
  private final Refractory refractory;
  private boolean uniform;

  Membrane(State state, ParameterValues values, SliceContext slice) {
    int n = slice.paddedSize();
    decay = new double[n];
    drift = new double[n];
    currentGain = new double[n];
    v = state.declare("V_m", "mV", "membrane potential", 0);
    System.arraycopy(values.slice("E_L", slice), 0, v, 0, n);
    current = slice.current();
    refractory = new Refractory(state, n);
    set(values, slice);
  }

  /** Goes on with these parameters. */
  void set(ParameterValues values, SliceContext slice) {
    double h = slice.grid().resolutionMs();
    double[] tau = values.slice("tau_m", slice);
    double[] c = values.slice("C_m", slice);
    double[] rest = values.slice("E_L", slice);
    double[] constant = values.slice("I_e", slice);
    for (int i = 0; i < decay.length; i++) {
      decay[i] = Math.exp(-h / tau[i]);
      currentGain[i] = Propagators.currentToVoltage(tau[i], c[i], h);
      drift[i] = -rest[i] * Math.expm1(-h / tau[i]) + currentGain[i] * constant[i];
    }
    uniform = values.uniform("tau_m", "C_m", "E_L", "I_e");
    refractory.set(values, slice);
  }

  /** Throws if a neuron would fire for ever. */
  static void check(String where, ParameterValues values) {
    for (int i = 0; i < values.distinct(); i++) {
      if (!(values.at("V_reset", i) < values.at("V_th", i))) {
        throw new RanvierException(
            where + ": V_reset = " + values.at("V_reset", i) + " mV must be below V_th = " + values.at("V_th", i)
                + " mV, or the neuron would fire for ever; lower V_reset or raise V_th");
      }
    }
  }

  /** Carries the potential over a step without synapses. */
  void decay(int from, int to) {
    if (uniform) {
      decay(from, to, v, decay[0], drift[0]);
    } else {
      decay(from, to, v, decay, drift);
    }
    if (current != null) {
      addCurrent(from, to, v, currentGain, current);
    }
  }

  /** Holds refractory neurons, then finds, reports and resets those above threshold. */
  void fire(int from, int to, SpikeSink spikes) {
    refractory.apply(v, from, to, spikes);
  }

  private static void decay(int from, int to, double[] v, double decay, double drift) {
    for (int i = from; i < to; i++) {
      v[i] = v[i] * decay + drift;
    }
  }

  private static void decay(int from, int to, double[] v, double[] decay, double[] drift) {
    for (int i = from; i < to; i++) {
      v[i] = v[i] * decay[i] + drift[i];
    }
  }

  private static void addCurrent(int from, int to, double[] v, double[] gain, double[] current) {
    for (int i = from; i < to; i++) {
      v[i] += gain[i] * current[i];
    }
  }
}
