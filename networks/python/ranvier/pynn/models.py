"""Neuron models that PyNN has and Ranvier's library has not, as equations."""

GSFA_GRR = """
summary: Leaky integrate-and-fire neuron with spike-frequency adaptation and relative refractoriness by conductances
source: Muller, Buesing, Schemmel & Meier 2007, doi:10.1162/neco.2007.19.11.2958
parameters:
  C_m        = 1000 pF  (> 0)    # membrane capacitance
  g_L        =   50 nS  (>= 0)   # leak conductance
  E_L        =  -65 mV           # leak reversal potential
  E_ex       =    0 mV           # excitatory reversal potential
  E_in       =  -70 mV           # inhibitory reversal potential
  V_th       =  -50 mV           # spike threshold
  V_reset    =  -65 mV           # potential after a spike
  t_ref      =  0.1 ms  (>= 0)   # refractory period
  tau_syn_ex =    5 ms  (> 0)    # time constant of the excitatory conductance
  tau_syn_in =    5 ms  (> 0)    # time constant of the inhibitory conductance
  tau_sfa    =  100 ms  (> 0)    # time constant of the adaptation
  E_sfa      =  -75 mV           # its reversal potential
  q_sfa      =   15 nS           # what a spike adds to it
  tau_rr     =    2 ms  (> 0)    # time constant of the relative refractoriness
  E_rr       =  -75 mV           # its reversal potential
  q_rr       = 3000 nS           # what a spike adds to it
  I_e        =    0 pA           # constant input current
equations:
  I_syn = g_ex*(E_ex - V_m) + g_in*(E_in - V_m) : pA
  I_ad  = g_s*(E_sfa - V_m) + g_r*(E_rr - V_m)  : pA
  dV_m/dt  = (g_L*(E_L - V_m) + I_syn + I_ad + I_e + I_stim)/C_m : mV   # membrane potential
  dg_ex/dt = -g_ex/tau_syn_ex : nS   # excitatory conductance
  dg_in/dt = -g_in/tau_syn_in : nS   # inhibitory conductance
  dg_s/dt  = -g_s/tau_sfa     : nS   # conductance of the adaptation
  dg_r/dt  = -g_r/tau_rr      : nS   # conductance of the relative refractoriness
initial:
  V_m = E_L
receptors:
  excitatory: g_ex += w  : nS
  inhibitory: g_in += -w : nS
threshold:  V_m >= V_th
reset:      V_m = V_reset, g_s += q_sfa, g_r += q_rr
refractory: t_ref, hold V_m
requires:
  V_reset < V_th   # or the neuron would fire for ever
"""


def gif(parts):
    """The generalized integrate-and-fire neuron of gif_cond_exp with any number of spike-triggered currents and adaptations.

    Source: Mensi et al. 2012, doi:10.1152/jn.00408.2011; Pozzorini et al. 2015, doi:10.1371/journal.pcbi.1004275.
    """
    numbers = range(1, parts + 1)

    def lines(template):
        return "\n".join("  " + template.format(k=k) for k in numbers)

    currents = "".join(f" - I_stc{k}" for k in numbers)
    threshold = "".join(f" + E_sfa{k}" for k in numbers)
    reset = "".join(f", I_stc{k} += q_stc{k}, E_sfa{k} += q_sfa{k}" for k in numbers)
    return f"""
summary: Generalized integrate-and-fire neuron with {parts} spike-triggered currents and adaptations
source: Mensi et al. 2012, doi:10.1152/jn.00408.2011; Pozzorini et al. 2015, doi:10.1371/journal.pcbi.1004275
parameters:
  C_m        =  80 pF    (> 0)    # membrane capacitance
  g_L        =   4 nS    (> 0)    # leak conductance
  E_L        = -70 mV             # resting potential
  V_reset    = -55 mV             # potential after a spike
  t_ref      =   4 ms    (>= 0)   # refractory period
  V_T_star   = -35 mV             # threshold at rest
  Delta_V    = 0.5 mV    (> 0)    # how far from the threshold the rate changes e-fold
  lambda_0   =   1 1/s   (>= 0)   # rate of spikes at the threshold
{lines("tau_sfa{k} = 1 ms (> 0)   # time constant of an adaptation of the threshold")}
{lines("q_sfa{k} = 0 mV           # what a spike adds to it")}
{lines("tau_stc{k} = 1 ms (> 0)   # time constant of a spike-triggered current")}
{lines("q_stc{k} = 0 pA           # what a spike adds to it")}
  E_ex       =   0 mV             # excitatory reversal potential
  E_in       = -85 mV             # inhibitory reversal potential
  tau_syn_ex =   2 ms    (> 0)    # time constant of the excitatory conductance
  tau_syn_in =   2 ms    (> 0)    # time constant of the inhibitory conductance
  I_e        =   0 pA             # constant input current
equations:
  V_T = V_T_star{threshold} : mV
  I_syn = g_ex*(E_ex - V_m) + g_in*(E_in - V_m) : pA
  dV_m/dt  = (g_L*(E_L - V_m) + I_syn{currents} + I_e + I_stim)/C_m : mV   # membrane potential
  dg_ex/dt = -g_ex/tau_syn_ex : nS   # excitatory conductance
  dg_in/dt = -g_in/tau_syn_in : nS   # inhibitory conductance
{lines("dI_stc{k}/dt = -I_stc{k}/tau_stc{k} : pA   # a spike-triggered current")}
{lines("dE_sfa{k}/dt = -E_sfa{k}/tau_sfa{k} : mV   # an adaptation of the threshold")}
initial:
  V_m = E_L
receptors:
  excitatory: g_ex += w  : nS
  inhibitory: g_in += -w : nS
hazard:     lambda_0*exp(min((V_m - V_T)/Delta_V, 700))
reset:      V_m = V_reset{reset}
refractory: t_ref, hold V_m
"""
