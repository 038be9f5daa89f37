package org.ranvier.networks.basalganglia;

import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;

/** The cells of So, Kent & Grill 2012, doi:10.1007/s10827-011-0366-4 (ModelDB 141699), after Terman et al. 2002 and Rubin & Terman 2004. */
final class SoCells {
  /** {@code tau_r} has V - 68 mV, as the model was published; with V + 68 mV it is another. */
  private static final String SUBTHALAMIC =
      """
      parameters:
        C_m   = 1 pF (> 0)
        I_app = 33 pA      # applied current
        V_0   = -62 mV     # potential at the start
        PARAMETERS
      equations:
        m_inf = sigmoid((V_m + 30 mV)/(15 mV))                    : 1
        h_inf = sigmoid(-(V_m + 39 mV)/(3.1 mV))                  : 1
        n_inf = sigmoid((V_m + 32 mV)/(8 mV))                     : 1
        a_inf = sigmoid((V_m + 63 mV)/(7.8 mV))                   : 1
        b_inf = sigmoid((r - 0.4)/0.1) - sigmoid(-4)              : 1
        c_inf = sigmoid((V_m + 20 mV)/(8 mV))                     : 1
        r_inf = sigmoid(-(V_m + 67 mV)/(2 mV))                    : 1
        tau_h = 1 ms + 500 ms*sigmoid(-(V_m + 57 mV)/(3 mV))      : ms
        tau_n = 1 ms + 100 ms*sigmoid(-(V_m + 80 mV)/(26 mV))     : ms
        tau_r = 7.1 ms + 17.5 ms*sigmoid(-(V_m - 68 mV)/(2.2 mV)) : ms
        tau_c = 1 ms + 10 ms*sigmoid(-(V_m + 80 mV)/(26 mV))      : ms

        I_L   = 2.25 nS*(V_m + 60 mV)                   : pA
        I_K   = 45 nS*n^4*(V_m + 80 mV)                 : pA
        I_Na  = 37 nS*m_inf^3*h*(V_m - 55 mV)           : pA
        I_T   = 0.5 nS*a_inf^3*b_inf^2*(V_m - 140 mV)   : pA
        I_Ca  = 2 nS*c^2*(V_m - 140 mV)                 : pA
        I_AHP = 20 nS*(V_m + 80 mV)*CA/(CA + 15)        : pA

        dV_m/dt = (-I_L - I_K - I_Na - I_T - I_Ca - I_AHP - I_syn + I_app + I_stim)/C_m : mV   # membrane potential
        dn/dt   = 0.75*(n_inf - n)/tau_n                                                : 1    # activation of potassium
        dh/dt   = 0.75*(h_inf - h)/tau_h                                                : 1    # inactivation of sodium
        dr/dt   = 0.2*(r_inf - r)/tau_r                                                 : 1    # inactivation of T-type calcium
        dc/dt   = 0.08*(c_inf - c)/tau_c                                                : 1    # activation of calcium
        dCA/dt  = 3.75e-5/ms*(-(I_Ca + I_T)/(1 pA) - 22.5*CA)                           : 1    # calcium
        SYNAPSES
      initial:   V_m = V_0, n = n_inf, h = h_inf, r = r_inf, c = c_inf, CA = 0.1
      INPUTS
      threshold: V_m >= -10 mV and previous(V_m) < -10 mV
      reset:     RESET
      method:    euler
      """;

  private static final double GABA = -85;

  private SoCells() {}

  static NeuronModel thalamic() {
    return GangliaCells.thalamic("thalamic_so", -40, new GangliaSynapses().graded("GPi", GABA));
  }

  static NeuronModel subthalamic() {
    return EquationModel.of("subthalamic_so", new GangliaSynapses().graded("GPe", GABA).opensAtSpikes(0.43).in(SUBTHALAMIC));
  }

  /** Its synapses are graded: the potential itself opens them. */
  static NeuronModel externalPallidal() {
    return GangliaCells.pallidal(
        "external_pallidal_so",
        new GangliaSynapses().graded("STN", 0).graded("GPe", GABA).opens("dS/dt = 2/ms*(1 - S)*sigmoid((V_m + 37 mV)/(2 mV)) - 0.04/ms*S : 1   # gate of its synapses"));
  }

  static NeuronModel internalPallidal() {
    return GangliaCells.pallidal("internal_pallidal_so", new GangliaSynapses().graded("STN", 0).graded("GPe", GABA).opensAtSpikes(0.3));
  }
}
