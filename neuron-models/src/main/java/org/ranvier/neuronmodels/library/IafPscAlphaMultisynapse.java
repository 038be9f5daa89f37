package org.ranvier.neuronmodels.library;

import org.ranvier.neuronmodels.equations.EquationModel;

/**
 * {@code iaf_psc_alpha_multisynapse}: a leaky integrate-and-fire neuron with as many alpha-shaped synaptic currents as one likes, each with
 * a receptor and a time constant of its own.
 *
 * <pre>
 * dV_m/dt    = (E_L - V_m)/tau_m + (I_syn1 + I_syn2 + … + I_e + I_stim)/C_m
 * dI_synk/dt = dI_k - I_synk/tau_synk
 * ddI_k/dt   = -dI_k/tau_synk       a spike of weight w (pA) at receptor k adds e·w/tau_synk: the current peaks with w
 * </pre>
 *
 * <p>By name, {@code iaf_psc_alpha_multisynapse} has two of them, {@code iaf_psc_alpha_multisynapse_5} five.
 *
 * <p>Source: Rotter & Diesmann 1999, doi:10.1007/s004220050570.
 */
public final class IafPscAlphaMultisynapse {
  private IafPscAlphaMultisynapse() {}

  /** The model with {@code count} receptors: {@code receptor1}, {@code receptor2} … with the parameters {@code tau_syn1}, {@code tau_syn2} … */
  public static EquationModel of(int count) {
    return Multisynapse.alpha(Multisynapse.ALPHA, count);
  }
}
