package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Leaky integrate-and-fire neuron with exponentially decaying conductances of one time constant, in continuous time. {@link ExponentialConductances} has
 * the closed form, and says how no spike is missed.
 */
public record IafCondExp() implements ExactModel {
  private static final List<Parameter> PARAMETERS =
      List.of(
          Parameters.C_M, new Parameter("g_L", "nS", 16.6667, Range.POSITIVE, "leak conductance"), Parameters.E_L,
          new Parameter("E_ex", "mV", 0, Range.ANY, "excitatory reversal potential"),
          new Parameter("E_in", "mV", -85, Range.ANY, "inhibitory reversal potential"), Parameters.V_TH,
          new Parameter("V_reset", "mV", -60, Range.ANY, "potential after a spike"), Parameters.T_REF,
          new Parameter("tau_syn_ex", "ms", 0.2, Range.POSITIVE, "time constant of the excitatory conductance; equal to tau_syn_in"),
          new Parameter("tau_syn_in", "ms", Parameters.TAU_SYN_IN.defaultValue(), Range.POSITIVE,
              "time constant of the inhibitory conductance; equal to tau_syn_ex"), Parameters.I_E);

  @Override
  public String name() {
    return "iaf_cond_exp_ps";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.of("iaf_cond_exp");
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire neuron with exponentially decaying synaptic conductances of one time constant, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt  = (g_L*(E_L - V_m) + g_ex*(E_ex - V_m) + g_in*(E_in - V_m) + I_e)/C_m
        dg_ex/dt = -g_ex/tau_syn_ex
        dg_in/dt = -g_in/tau_syn_in      where tau_syn_ex = tau_syn_in
        input        : g_ex += |w| or g_in += |w|
        spike        : when V_m reaches V_th, at that very time
        after a spike: V_m = V_reset, held for t_ref""";
  }

  @Override
  public String source() {
    return "Brette 2006, doi:10.1162/neco.2006.18.8.2004";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return Parameters.excitatoryAndInhibitory("nS", "the conductance grows by the weight, its sign apart");
  }

  /** Those of equal time constants: at the defaults, which are those on the grid, there is no closed form. */
  @Override
  public List<StateVariable> variables() {
    var equal = ParameterValues.of(name(), parameters(), 1, Map.of("tau_syn_ex", new double[] {Parameters.TAU_SYN_IN.defaultValue()}));
    return variables(name(), equal, TimeGrid.DEFAULT);
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    ExactModel.requireBelow(where, values, "V_reset", "V_th");
    for (int i = 0; i < values.distinct(); i++) {
      double ex = values.at("tau_syn_ex", i);
      double in = values.at("tau_syn_in", i);
      if (ex != in) {
        throw new RanvierException(
            where + ": tau_syn_ex = " + ex + " ms and tau_syn_in = " + in + " ms differ, and only with equal ones has " + name()
                + " a closed form; make them equal, or leave the population on the grid");
      }
    }
    return slice -> new ExponentialConductances(slice, values);
  }
}
