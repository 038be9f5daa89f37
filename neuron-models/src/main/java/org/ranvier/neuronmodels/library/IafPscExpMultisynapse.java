package org.ranvier.neuronmodels.library;

import org.ranvier.neuronmodels.equations.EquationModel;

/**
 * {@code iaf_psc_exp_multisynapse}: a leaky integrate-and-fire neuron with as many exponentially decaying synaptic currents as one likes, each with
 * a receptor and a time constant of its own.
 *
 * <pre>
 * dV_m/dt    = (E_L - V_m)/tau_m + (I_syn1 + I_syn2 + … + I_e + I_stim)/C_m
 * dI_synk/dt = -I_synk/tau_synk      a spike of weight w (pA) at receptor k adds w
 * </pre>
 *
 * <p>By name, {@code iaf_psc_exp_multisynapse} has two of them, {@code iaf_psc_exp_multisynapse_5} five.
 *
 * <p>Source: Rotter & Diesmann 1999, doi:10.1007/s004220050570.
 */
public final class IafPscExpMultisynapse {
  private IafPscExpMultisynapse() {}

  /** The model with {@code count} receptors: {@code receptor1}, {@code receptor2} … with the parameters {@code tau_syn1}, {@code tau_syn2} … */
  public static EquationModel of(int count) {
    return Multisynapse.exp(Multisynapse.EXP, count);
  }
}
