package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.exact.ExactKernel;

/**
 * Leaky integrate-and-fire neuron whose potential jumps at each arriving spike, in continuous time; see {@link LeakyJumps}. As
 * NEST's {@code iaf_psc_delta_ps}: spikes that arrive while the neuron is refractory are lost.
 */
public record IafPscDelta() implements ExactModel {
  private static final LeakyJumps.Names POTENTIAL = new LeakyJumps.Names("V_m", "mV", "membrane potential");

  static final LeakyJumps.Values LEAKY =
      new LeakyJumps.Values(
          (v, i) -> v.at("tau_m", i), Parameters::rest, (v, i) -> v.at("V_th", i), (v, i) -> v.at("V_reset", i), (v, i) -> v.at("t_ref", i));

  @Override
  public String name() {
    return "iaf_psc_delta_ps";
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.of("iaf_psc_delta");
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire neuron whose potential jumps at each arriving spike, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dV_m/dt = (E_L - V_m)/tau_m + I_e/C_m
        input        : V_m += w, but for spikes that arrive in the refractory period
        spike        : when V_m >= V_th, at that very time
        after a spike: V_m = V_reset, held for t_ref""";
  }

  @Override
  public String source() {
    return "Morrison, Straube, Plesser & Diesmann 2007, doi:10.1162/neco.2007.19.1.47; NEST's iaf_psc_delta_ps";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.LEAKY;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(new Receptor("synapse", "mV", "the potential jumps by the weight"));
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    ExactModel.requireBelow(where, values, "V_reset", "V_th");
    return slice -> new LeakyJumps(slice, POTENTIAL, values, LEAKY, (v, i) -> v.at("E_L", i));
  }
}
