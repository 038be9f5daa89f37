package org.ranvier.neuronmodels.point;

import java.util.List;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.kernel.KernelFactory;
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
  @Override
  public String name() {
    return "iaf_psc_exp";
  }

  @Override
  public List<String> aliases() {
    return List.of("IF_curr_exp");
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
    return "Tsodyks, Uziel & Markram 2000, doi:10.1523/JNEUROSCI.20-01-j0003.2000; "
        + "Rotter & Diesmann 1999, doi:10.1007/s004220050570";
  }

  @Override
  public List<Parameter> parameters() {
    return Membrane.PARAMETERS_WITH_SYNAPSES;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(
        new Receptor("excitatory", "pA", "adds the weight to I_syn_ex"),
        new Receptor("inhibitory", "pA", "adds the weight to I_syn_in"));
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    Membrane.check(where, values);
    return slice -> new Kernel(where, values, slice);
  }

  private static final class Kernel implements AdjustableKernel {
    private final String where;
    private final SliceContext slice;
    private final State state;
    private final Membrane membrane;
    private final ExponentialCurrent excitatory;
    private final ExponentialCurrent inhibitory;
    private ParameterValues values;

    Kernel(String where, ParameterValues values, SliceContext slice) {
      this.where = where;
      this.slice = slice;
      this.values = values;
      state = new State(slice.paddedSize());
      membrane = new Membrane(state, values, slice);
      excitatory = new ExponentialCurrent("ex", "excitatory", 0, state, values, slice);
      inhibitory = new ExponentialCurrent("in", "inhibitory", 1, state, values, slice);
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public ParameterValues parameters() {
      return values;
    }

    @Override
    public void setParameters(ParameterValues changed) {
      Membrane.check(where, changed);
      membrane.set(changed, slice);
      excitatory.set(changed, slice);
      inhibitory.set(changed, slice);
      values = changed;
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      membrane.decay(from, to);
      excitatory.advance(from, to, membrane.v);
      inhibitory.advance(from, to, membrane.v);
      membrane.fire(from, to, spikes);
    }
  }
}
