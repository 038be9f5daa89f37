package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.exact.ExactKernel;

/**
 * Leaky integrate-and-fire neuron with exponentially decaying synaptic currents, in continuous time; the time constants may have any
 * values, equal ones among them. {@link ExponentialCurrents} says how no spike is missed. As NEST's {@code iaf_psc_exp_ps_lossless}, which
 * it matches, and {@code iaf_psc_exp_ps}, which misses spikes where the potential crosses the threshold twice between two events.
 */
public record IafPscExp() implements ExactModel {
  @Override
  public String name() {
    return "iaf_psc_exp_ps";
  }

  @Override
  public List<String> aliases() {
    return List.of("iaf_psc_exp_ps_lossless");
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.of("iaf_psc_exp");
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire neuron with exponentially decaying synaptic currents, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt      = (E_L - V_m)/tau_m + (I_syn_ex + I_syn_in + I_e)/C_m
        dI_syn_ex/dt = -I_syn_ex/tau_syn_ex
        dI_syn_in/dt = -I_syn_in/tau_syn_in
        input        : I_syn_ex += w or I_syn_in += w
        spike        : when V_m reaches V_th, at that very time
        after a spike: V_m = V_reset, held for t_ref""";
  }

  @Override
  public String source() {
    return "Hanuschkin, Kunkel, Helias, Morrison & Diesmann 2010, doi:10.3389/fninf.2010.00113; "
        + "Krishnan, Porta Mana, Helias, Diesmann & Di Napoli 2018, doi:10.3389/fninf.2017.00075";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.WITH_CURRENTS;
  }

  @Override
  public List<Receptor> receptors() {
    return Parameters.excitatoryAndInhibitory("pA", "the current jumps by the weight");
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    ExactModel.requireBelow(where, values, "V_reset", "V_th");
    return slice -> new ExponentialCurrents(slice, values);
  }
}
