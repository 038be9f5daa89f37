import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.experiment.*;
import org.ranvier.neuronmodels.equations.*;

/** A model that is not in the library: a threshold that follows the potential, so that only fast depolarisations make a neuron fire. */
void main(String[] args) {
  var model = EquationModel.of("inactivating_threshold", """
      summary: Leaky integrate-and-fire neuron whose threshold rises as sodium channels inactivate
      source: Platkiewicz & Brette 2010, doi:10.1371/journal.pcbi.1000850, and 2011, doi:10.1371/journal.pcbi.1001129
      parameters:
        tau_m   = 10 ms   (> 0)   # membrane time constant
        C_m     = 200 pF  (> 0)   # membrane capacitance
        tau_syn = 3 ms    (> 0)   # time constant of the synaptic current
        tau_th  = 5 ms    (> 0)   # time constant of the threshold
        E_L     = -70 mV          # resting potential
        V_T     = -58 mV          # lowest threshold
        V_i     = -63 mV          # half inactivation of sodium channels
        k_a     = 5 mV    (> 0)   # steepness of their activation
        k_i     = 5 mV    (> 0)   # steepness of their inactivation
        t_ref   = 3 ms    (>= 0)  # refractory period
      equations:
        theta_inf  = V_T + k_a*log(1 + exp((V_m - V_i)/k_i))    : mV   # threshold at a steady potential
        dV_m/dt    = (E_L - V_m)/tau_m + (I_syn + I_stim)/C_m   : mV   # membrane potential
        dtheta/dt  = (theta_inf - theta)/tau_th                 : mV   # threshold
        dI_syn/dt  = -I_syn/tau_syn                             : pA   # synaptic current
      initial: V_m = E_L, theta = theta_inf
      receptors:
        synapse: I_syn += w : pA
      threshold:  V_m >= theta
      reset:      V_m = E_L
      refractory: t_ref, hold V_m
      method:     rk4
      """);

  var net = new Network("inactivating threshold");
  var exc = net.population("E", 800, model).initial("V_m", uniform(mV(-70), mV(-60)));
  var inh = net.population("I", 200, model).initial("V_m", uniform(mV(-70), mV(-60)));
  for (var target : List.of(exc, inh)) {
    net.connect(exc, target).rule(pairwiseBernoulli(0.1)).weight(pA(30)).delay(ms(1.5));
    net.connect(inh, target).rule(pairwiseBernoulli(0.1)).weight(pA(-150)).delay(ms(1.5));
    net.poisson("background", target).rate(Hz(2500)).weight(pA(85));
  }
  Experiment.of(net).excitatory(exc).inhibitory(inh).warmup(ms(200)).duration(ms(1000)).run(args);
}
