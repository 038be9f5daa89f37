package org.ranvier.networks.basalganglia;

import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;

/**
 * The cells that both models have. Densities are for 100 µm²: 1 µF/cm² is 1 pF, 1 mS/cm² is 1 nS, 1 µA/cm² is 1 pA. All are integrated by
 * Euler's method, as published.
 */
final class GangliaCells {
  private static final String THALAMUS =
      """
      parameters:
        C_m   = 1 pF (> 0)
        I_app = 0 pA       # applied current
        V_0   = -62 mV     # potential at the start
        PARAMETERS
      equations:
        m_inf = sigmoid((V_m + 37 mV)/(7 mV))    : 1
        h_inf = sigmoid(-(V_m + 41 mV)/(4 mV))   : 1
        p_inf = sigmoid((V_m + 60 mV)/(6.2 mV))  : 1
        r_inf = sigmoid(-(V_m + 84 mV)/(4 mV))   : 1
        tau_h = 1 ms/(0.128*exp(-(V_m + 46 mV)/(18 mV)) + 4*sigmoid((V_m + 23 mV)/(5 mV)))  : ms
        tau_r = 0.15 ms*(28 + exp(-(V_m + 25 mV)/(10.5 mV)))                                : ms

        I_L   = 0.05 nS*(V_m + 70 mV)               : pA
        I_Na  = 3 nS*m_inf^3*h*(V_m - 50 mV)        : pA
        I_K   = 5 nS*(0.75*(1 - h))^4*(V_m + 75 mV) : pA
        I_T   = 5 nS*p_inf^2*r*V_m                  : pA

        dV_m/dt = (-I_L - I_Na - I_K - I_T - I_syn + I_app + I_stim)/C_m : mV   # membrane potential
        dh/dt   = (h_inf - h)/tau_h                                      : 1    # inactivation of sodium
        dr/dt   = (r_inf - r)/tau_r                                      : 1    # inactivation of T-type calcium
        SYNAPSES
      initial:   V_m = V_0, h = h_inf, r = r_inf
      INPUTS
      threshold: V_m >= SPIKE and previous(V_m) < SPIKE
      reset:     RESET
      method:    euler
      """;

  private static final String PALLIDUM =
      """
      parameters:
        C_m   = 1 pF (> 0)
        I_app = 0 pA       # applied current
        V_0   = -62 mV     # potential at the start
        PARAMETERS
      equations:
        m_inf = sigmoid((V_m + 37 mV)/(10 mV))                       : 1
        h_inf = sigmoid(-(V_m + 58 mV)/(12 mV))                      : 1
        n_inf = sigmoid((V_m + 50 mV)/(14 mV))                       : 1
        a_inf = sigmoid((V_m + 57 mV)/(2 mV))                        : 1
        r_inf = sigmoid(-(V_m + 70 mV)/(2 mV))                       : 1
        s_inf = sigmoid((V_m + 35 mV)/(2 mV))                        : 1
        tau   = 0.05 ms + 0.27 ms*sigmoid(-(V_m + 40 mV)/(12 mV))    : ms

        I_L   = 0.1 nS*(V_m + 65 mV)                    : pA
        I_K   = 30 nS*n^4*(V_m + 80 mV)                 : pA
        I_Na  = 120 nS*m_inf^3*h*(V_m - 55 mV)          : pA
        I_T   = 0.5 nS*a_inf^3*r*(V_m - 120 mV)         : pA
        I_Ca  = 0.15 nS*s_inf^2*(V_m - 120 mV)          : pA
        I_AHP = 10 nS*(V_m + 80 mV)*CA/(CA + 10)        : pA

        dV_m/dt = (-I_L - I_K - I_Na - I_T - I_Ca - I_AHP - I_syn + I_app + I_stim)/C_m : mV   # membrane potential
        dn/dt   = 0.1*(n_inf - n)/tau                                                   : 1    # activation of potassium
        dh/dt   = 0.05*(h_inf - h)/tau                                                  : 1    # inactivation of sodium
        dr/dt   = (r_inf - r)/(30 ms)                                                   : 1    # inactivation of T-type calcium
        dCA/dt  = 1e-4/ms*(-(I_Ca + I_T)/(1 pA) - 15*CA)                                : 1    # calcium
        SYNAPSES
      initial:   V_m = V_0, n = n_inf, h = h_inf, r = r_inf, CA = 0.1
      INPUTS
      threshold: V_m >= -10 mV and previous(V_m) < -10 mV
      reset:     RESET
      method:    euler
      """;

  private GangliaCells() {}

  /**
   * A relay cell.
   *
   * @param spikeMv potential whose crossing is a spike
   */
  static NeuronModel thalamic(String name, double spikeMv, GangliaSynapses synapses) {
    return EquationModel.of(name, synapses.in(THALAMUS).replace("SPIKE", spikeMv + " mV"));
  }

  /** A cell of either part of the pallidum. */
  static NeuronModel pallidal(String name, GangliaSynapses synapses) {
    return EquationModel.of(name, synapses.in(PALLIDUM));
  }
}
