package org.ranvier.networks.basalganglia;

import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;

/**
 * The cells of Kumaravelu, Brocker & Grill 2016, doi:10.1007/s10827-016-0593-9 (ModelDB 206232). Of the subthalamic cell, after Otsuka et al.
 * 2004, the gates {@code d2} and {@code r} of calcium are evaluated at the potential, as the released model does it. Spikes of the
 * cells with channels are crossings of -10 mV, also where the released model counts those of -20 mV.
 */
final class KumaraveluCells {
  private static final String SUBTHALAMIC =
      """
      parameters:
        C_m   = 1 pF (> 0)
        I_app = 0 pA       # applied current
        V_0   = -62 mV     # potential at the start
        PARAMETERS
      equations:
        n_inf  = sigmoid((V_m + 41 mV)/(14 mV))     : 1
        m_inf  = sigmoid((V_m + 40 mV)/(8 mV))      : 1
        h_inf  = sigmoid(-(V_m + 45.5 mV)/(6.4 mV)) : 1
        a_inf  = sigmoid((V_m + 45 mV)/(14.7 mV))   : 1
        b_inf  = sigmoid(-(V_m + 90 mV)/(7.5 mV))   : 1
        c_inf  = sigmoid((V_m + 30.6 mV)/(5 mV))    : 1
        d1_inf = sigmoid(-(V_m + 60 mV)/(7.5 mV))   : 1
        d2_inf = sigmoid(-(V_m - 0.1 mV)/(0.02 mV)) : 1
        p_inf  = sigmoid((V_m + 56 mV)/(6.7 mV))    : 1
        q_inf  = sigmoid(-(V_m + 85 mV)/(5.8 mV))   : 1
        r_inf  = sigmoid((V_m - 0.17 mV)/(0.08 mV)) : 1
        tau_n  = 11 ms/(exp((V_m + 40 mV)/(40 mV)) + exp(-(V_m + 40 mV)/(50 mV)))              : ms
        tau_m  = 0.2 ms + 3 ms*sigmoid(-(V_m + 53 mV)/(0.7 mV))                                : ms
        tau_h  = 24.5 ms/(exp((V_m + 50 mV)/(15 mV)) + exp(-(V_m + 50 mV)/(16 mV)))            : ms
        tau_a  = 1 ms + 1 ms*sigmoid(-(V_m + 40 mV)/(0.5 mV))                                  : ms
        tau_b  = 200 ms/(exp((V_m + 60 mV)/(30 mV)) + exp(-(V_m + 40 mV)/(10 mV)))             : ms
        tau_c  = 45 ms + 10 ms/(exp((V_m + 27 mV)/(20 mV)) + exp(-(V_m + 50 mV)/(15 mV)))      : ms
        tau_d1 = 400 ms + 500 ms/(exp((V_m + 40 mV)/(15 mV)) + exp(-(V_m + 20 mV)/(20 mV)))    : ms
        tau_p  = 5 ms + 0.33 ms/(exp((V_m + 27 mV)/(10 mV)) + exp(-(V_m + 102 mV)/(15 mV)))    : ms
        tau_q  = 400 ms/(exp((V_m + 50 mV)/(15 mV)) + exp(-(V_m + 50 mV)/(16 mV)))             : ms

        E_Ca  = 12.8392 mV*log(2000/CA)             : mV
        I_Na  = 49 nS*m^3*h*(V_m - 60 mV)           : pA
        I_K   = 57 nS*n^4*(V_m + 90 mV)             : pA
        I_A   = 5 nS*a^2*b*(V_m + 90 mV)            : pA
        I_CaL = 15 nS*c^2*d1*d2*(V_m - E_Ca)        : pA
        I_T   = 5 nS*p^2*q*(V_m - E_Ca)             : pA
        I_CaK = 1 nS*r^2*(V_m + 90 mV)              : pA
        I_L   = 0.35 nS*(V_m + 60 mV)               : pA

        dV_m/dt = (-I_Na - I_K - I_A - I_CaL - I_T - I_CaK - I_L - I_syn + I_app + I_stim)/C_m : mV   # membrane potential
        dn/dt   = (n_inf - n)/tau_n      : 1   # activation of potassium
        dm/dt   = (m_inf - m)/tau_m      : 1   # activation of sodium
        dh/dt   = (h_inf - h)/tau_h      : 1   # inactivation of sodium
        da/dt   = (a_inf - a)/tau_a      : 1   # activation of A-type potassium
        db/dt   = (b_inf - b)/tau_b      : 1   # its inactivation
        dc/dt   = (c_inf - c)/tau_c      : 1   # activation of L-type calcium
        dd1/dt  = (d1_inf - d1)/tau_d1   : 1   # its inactivation
        dd2/dt  = (d2_inf - d2)/(130 ms) : 1   # its second inactivation
        dp/dt   = (p_inf - p)/tau_p      : 1   # activation of T-type calcium
        dq/dt   = (q_inf - q)/tau_q      : 1   # its inactivation
        dr/dt   = (r_inf - r)/(2 ms)     : 1   # activation of potassium by calcium
        dCA/dt  = -5.18215e-6/ms*(I_CaL + I_T)/(1 pA) - 0.002*CA/ms : 1   # calcium
        SYNAPSES
      initial:
        V_m = V_0, n = n_inf, m = m_inf, h = h_inf, a = a_inf, b = b_inf, c = c_inf, d1 = d1_inf, d2 = d2_inf, p = p_inf, q = q_inf, r = r_inf, CA = 0.005
      INPUTS
      threshold: V_m >= -10 mV and previous(V_m) < -10 mV
      reset:     RESET
      method:    euler
      """;

  /** Rates x/(1 - e^-x) are written as 1/exprel(-x), which is defined at 0. */
  private static final String STRIATAL =
      """
      parameters:
        C_m = 1 pF (> 0)
        g_M = 2.6 nS       # conductance of the M current
        V_0 = -63.8 mV     # potential at the start
        PARAMETERS
      equations:
        alpha_m = 1.28/ms/exprel(-(V_m + 54 mV)/(4 mV))       : 1/ms
        beta_m  = 1.4/ms/exprel((V_m + 27 mV)/(5 mV))         : 1/ms
        alpha_h = 0.128/ms*exp(-(V_m + 50 mV)/(18 mV))        : 1/ms
        beta_h  = 4/ms*sigmoid((V_m + 27 mV)/(5 mV))          : 1/ms
        alpha_n = 0.16/ms/exprel(-(V_m + 52 mV)/(5 mV))       : 1/ms
        beta_n  = 0.5/ms*exp(-(V_m + 57 mV)/(40 mV))          : 1/ms
        alpha_p = 2.8881e-3/ms/exprel(-(V_m + 30 mV)/(9 mV))  : 1/ms
        beta_p  = 2.8881e-3/ms/exprel((V_m + 30 mV)/(9 mV))   : 1/ms

        I_Na = 100 nS*m^3*h*(V_m - 50 mV)   : pA
        I_K  = 80 nS*n^4*(V_m + 100 mV)     : pA
        I_L  = 0.1 nS*(V_m + 67 mV)         : pA
        I_M  = g_M*p*(V_m + 100 mV)         : pA

        dV_m/dt = (-I_Na - I_K - I_L - I_M - I_syn + I_stim)/C_m : mV   # membrane potential
        dm/dt   = alpha_m*(1 - m) - beta_m*m : 1   # activation of sodium
        dh/dt   = alpha_h*(1 - h) - beta_h*h : 1   # inactivation of sodium
        dn/dt   = alpha_n*(1 - n) - beta_n*n : 1   # activation of potassium
        dp/dt   = alpha_p*(1 - p) - beta_p*p : 1   # activation of the M current
        SYNAPSES
      initial:
        V_m = V_0, m = alpha_m/(alpha_m + beta_m), h = alpha_h/(alpha_h + beta_h), n = alpha_n/(alpha_n + beta_n), p = alpha_p/(alpha_p + beta_p)
      INPUTS
      threshold: V_m >= -10 mV and previous(V_m) < -10 mV
      reset:     RESET
      method:    euler
      """;

  /** Izhikevich's model; 1 pA is 1 mV/ms. */
  private static final String CORTICAL =
      """
      parameters:
        C_m = 1 pF (> 0)
        a   = 0.02 1/ms   # rate of the recovery variable
        d   = 8 pA        # recovery added by a spike
        PARAMETERS
      equations:
        dV_m/dt = (0.04 nS/mV*V_m^2 + 5 nS*V_m + 140 pA - U_m - I_syn + I_stim)/C_m : mV   # membrane potential
        dU_m/dt = a*(0.2 nS*V_m - U_m)                                             : pA   # recovery variable
        SYNAPSES
      initial:   V_m = -65 mV, U_m = -13 pA
      INPUTS
      threshold: V_m >= 30 mV
      reset:     RESET
      method:    euler
      """;

  private static final double GABA = -85;

  private KumaraveluCells() {}

  static NeuronModel thalamic() {
    return GangliaCells.thalamic("thalamic_kumaravelu", -10, new GangliaSynapses().alpha("GPi", 5, GABA));
  }

  static NeuronModel subthalamic() {
    return EquationModel.of(
        "subthalamic_kumaravelu",
        new GangliaSynapses().rising("GPe", 0.4, 7.7, GABA, false).rising("AMPA", 0.5, 2.49, 0, true).rising("NMDA", 2, 90, 0, true).in(SUBTHALAMIC));
  }

  static NeuronModel externalPallidal() {
    return GangliaCells.pallidal(
        "external_pallidal_kumaravelu",
        new GangliaSynapses().rising("AMPA", 0.4, 2.5, 0, false).rising("NMDA", 2, 67, 0, false).alpha("GABA", 5, GABA));
  }

  static NeuronModel internalPallidal() {
    return GangliaCells.pallidal("internal_pallidal_kumaravelu", new GangliaSynapses().alpha("STN", 5, 0).alpha("GABA", 5, GABA));
  }

  static NeuronModel striatal() {
    return EquationModel.of(
        "striatal_kumaravelu",
        new GangliaSynapses().alpha("CTX", 5, 0).graded("GABA", -80)
            .opens("dS/dt = 2/ms*(1 + tanh(V_m/(4 mV)))*(1 - S) - S/(13 ms) : 1   # gate of its synapses onto its like").in(STRIATAL));
  }

  /** Excitatory cells by default. */
  static NeuronModel cortical() {
    return EquationModel.of(
        "cortical_kumaravelu",
        new GangliaSynapses().alpha("excitation", 5, 0).alpha("inhibition", 5, GABA).atSpike("V_m = -65 mV").atSpike("U_m += d").in(CORTICAL));
  }
}
