package org.ranvier.neuronmodels.point;

import java.util.Arrays;
import java.util.List;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/**
 * Leaky integrate-and-fire neuron with exponentially decaying synaptic currents, integrated exactly.
 *
 * <pre>
 * dV_m/dt      = (E_L - V_m)/tau_m + (I_syn_ex + I_syn_in + I_e + I)/C_m
 * dI_syn_ex/dt = -I_syn_ex/tau_syn_ex      a spike of weight w (pA) adds w
 * dI_syn_in/dt = -I_syn_in/tau_syn_in
 * </pre>
 *
 * <p>Currents go on while the potential is held after a spike. The conventions are NEST's: a spike that arrives at {@code t}
 * enters the current at the end of the step that ends at {@code t}. Method: Rotter & Diesmann 1999, doi:10.1007/s004220050570;
 * model: Tsodyks, Uziel & Markram 2000, doi:10.1523/JNEUROSCI.20-01-j0003.2000.
 */
public record IafPscExp() implements NeuronModel {
  private static final List<Parameter> PARAMETERS =
      Membrane.parametersWith(
          new Parameter("tau_syn_ex", "ms", 2, Range.POSITIVE, "time constant of the excitatory current"),
          new Parameter("tau_syn_in", "ms", 2, Range.POSITIVE, "time constant of the inhibitory current"));

  @Override
  public String name() {
    return "iaf_psc_exp";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire neuron with exponentially decaying synaptic currents";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt      = (E_L - V_m)/tau_m + (I_syn_ex + I_syn_in + I_e + I)/C_m
        dI_syn_ex/dt = -I_syn_ex/tau_syn_ex
        dI_syn_in/dt = -I_syn_in/tau_syn_in
        spike        : V_m >= V_th, then V_m = V_reset for t_ref
        integration  : exact""";
  }

  @Override
  public String source() {
    return "Tsodyks, Uziel & Markram 2000, doi:10.1523/JNEUROSCI.20-01-j0003.2000; Rotter & Diesmann 1999, doi:10.1007/s004220050570";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(
        new Receptor("excitatory", "pA", "adds the weight to I_syn_ex"), new Receptor("inhibitory", "pA", "adds the weight to I_syn_in"));
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    Membrane.check(where, values);
    return slice -> new Kernel(values, slice);
  }

  private static final class Kernel implements NeuronKernel {
    private final State state;
    private final Membrane membrane;
    private final double[] currentEx;
    private final double[] currentIn;
    private final double[] decayEx;
    private final double[] decayIn;
    private final double[] gainEx; // potential that a current of 1 pA at the start of a step adds in it
    private final double[] gainIn;
    private final float[] input;
    private final int baseEx;
    private final int baseIn;
    private final boolean uniform;

    Kernel(ParameterValues values, SliceContext slice) {
      state = new State(slice.paddedSize());
      membrane = new Membrane(state, values, slice);
      currentEx = state.declare("I_syn_ex", "pA", "excitatory synaptic current", 0);
      currentIn = state.declare("I_syn_in", "pA", "inhibitory synaptic current", 0);
      double h = slice.grid().resolutionMs();
      double[] tau = values.slice("tau_m", slice);
      double[] c = values.slice("C_m", slice);
      double[] tauEx = values.slice("tau_syn_ex", slice);
      double[] tauIn = values.slice("tau_syn_in", slice);
      int n = slice.paddedSize();
      decayEx = new double[n];
      decayIn = new double[n];
      gainEx = new double[n];
      gainIn = new double[n];
      for (int i = 0; i < n; i++) {
        decayEx[i] = Math.exp(-h / tauEx[i]);
        decayIn[i] = Math.exp(-h / tauIn[i]);
        gainEx[i] = Propagators.exponentialToVoltage(tau[i], tauEx[i], c[i], h);
        gainIn[i] = Propagators.exponentialToVoltage(tau[i], tauIn[i], c[i], h);
      }
      input = slice.input();
      baseEx = slice.receptorBase()[0];
      baseIn = slice.receptorBase()[1];
      uniform = Membrane.uniform(values, "tau_syn_ex", "tau_syn_in");
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      double[] v = membrane.v;
      if (uniform) {
        potential(from, to, v, currentEx, currentIn, membrane.decay[0], membrane.drift[0], gainEx[0], gainIn[0]);
        current(from, to, currentEx, decayEx[0], input, baseEx);
        current(from, to, currentIn, decayIn[0], input, baseIn);
      } else {
        potential(from, to, v, currentEx, currentIn, membrane.decay, membrane.drift, gainEx, gainIn);
        current(from, to, currentEx, decayEx, input, baseEx);
        current(from, to, currentIn, decayIn, input, baseIn);
      }
      membrane.addCurrent(from, to);
      Arrays.fill(input, baseEx + from, baseEx + to, 0);
      Arrays.fill(input, baseIn + from, baseIn + to, 0);
      membrane.refractory.apply(v, from, to, spikes);
    }

    private static void potential(
        int from, int to, double[] v, double[] ex, double[] in, double decay, double drift, double gainEx, double gainIn) {
      for (int i = from; i < to; i++) {
        v[i] = v[i] * decay + drift + ex[i] * gainEx + in[i] * gainIn;
      }
    }

    private static void potential(
        int from, int to, double[] v, double[] ex, double[] in, double[] decay, double[] drift, double[] gainEx, double[] gainIn) {
      for (int i = from; i < to; i++) {
        v[i] = v[i] * decay[i] + drift[i] + ex[i] * gainEx[i] + in[i] * gainIn[i];
      }
    }

    private static void current(int from, int to, double[] current, double decay, float[] input, int base) {
      for (int i = from; i < to; i++) {
        current[i] = current[i] * decay + input[base + i];
      }
    }

    private static void current(int from, int to, double[] current, double[] decay, float[] input, int base) {
      for (int i = from; i < to; i++) {
        current[i] = current[i] * decay[i] + input[base + i];
      }
    }
  }
}
