package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.exact.ExactKernel;

/**
 * Leaky integrate-and-fire neuron with alpha-shaped synaptic currents, in continuous time; the time constants may have any values,
 * equal ones among them. {@link AlphaCurrents} says how no spike is missed. As NEST's {@code iaf_psc_alpha_ps}, which looks for crossings
 * at the ends of intervals only.
 */
public record IafPscAlpha() implements ExactModel {
  @Override
  public String name() {
    return "iaf_psc_alpha_ps";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.of("iaf_psc_alpha");
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire neuron with alpha-shaped synaptic currents, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt      = (E_L - V_m)/tau_m + (I_syn_ex + I_syn_in + I_e)/C_m
        dI_syn_ex/dt = dI_ex - I_syn_ex/tau_syn_ex,  ddI_ex/dt = -dI_ex/tau_syn_ex;  the same for in
        input        : dI_ex += w*e/tau_syn_ex or dI_in += w*e/tau_syn_in, so the weight is the peak
        spike        : when V_m reaches V_th, at that very time
        after a spike: V_m = V_reset, held for t_ref""";
  }

  @Override
  public String source() {
    return "Morrison, Straube, Plesser & Diesmann 2007, doi:10.1162/neco.2007.19.1.47; "
        + "Hanuschkin, Kunkel, Helias, Morrison & Diesmann 2010, doi:10.3389/fninf.2010.00113";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.WITH_CURRENTS;
  }

  @Override
  public List<Receptor> receptors() {
    return Parameters.excitatoryAndInhibitory("pA", "starts an alpha-shaped current whose peak is the weight");
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    ExactModel.requireBelow(where, values, "V_reset", "V_th");
    return slice -> new AlphaCurrents(slice, values);
  }
}
