import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.experiment.*;

/** Brunel 2000 (model A): 12,500 neurons, 15.6 million synapses, in the asynchronous irregular state. */
void main(String[] args) {
  double g = 5, eta = 2, J = 0.1; // relative inhibition, relative external drive, mV
  int NE = 10_000, NI = 2_500, CE = NE / 10, CI = NI / 10;
  double threshold = 20, tau = 20; // mV, ms
  double external = 1000 * eta * threshold / (J * tau); // spikes/s that a neuron receives

  var net = new Network("brunel");
  var exc = population(net, "E", NE);
  var inh = population(net, "I", NI);
  for (var target : List.of(exc, inh)) {
    net.connect(exc, target).rule(fixedInDegree(CE)).weight(mV(J)).delay(ms(1.5));
    net.connect(inh, target).rule(fixedInDegree(CI)).weight(mV(-g * J)).delay(ms(1.5));
    net.poisson("external", target).rate(Hz(external)).weight(mV(J));
  }
  Experiment.of(net).excitatory(exc).inhibitory(inh).warmup(ms(200)).duration(ms(1000)).run(args);
}

Population population(Network net, String name, int size) {
  return net.population(name, size, "iaf_psc_delta")
      .set("tau_m", ms(20)).set("t_ref", ms(2))
      .set("E_L", mV(0)).set("V_th", mV(20)).set("V_reset", mV(10));
}
