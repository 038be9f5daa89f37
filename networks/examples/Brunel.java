import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.experiment.*;

// Brunel 2000 (model A), doi:10.1023/A:1008925309027: asynchronous irregular activity of excitation and stronger inhibition.
void main(String[] args) {
  double g = 5, eta = 2;          // inhibition relative to excitation, drive relative to what brings the mean to threshold
  double J = 0.1;                 // excitatory weight in mV
  int NE = 10_000, NI = 2_500;    // neurons
  int CE = NE / 10, CI = NI / 10; // inputs of each

  var net = new Network("brunel");
  var exc = population(net, "E", NE);
  var inh = population(net, "I", NI);
  for (var target : List.of(exc, inh)) {
    net.connect(exc, target).rule(fixedInDegree(CE)).weight(mV(J)).delay(ms(1.5));
    net.connect(inh, target).rule(fixedInDegree(CI)).weight(mV(-g * J)).delay(ms(1.5));
    net.poisson("external", target).rate(Hz(eta * 20 / (J * 0.020))).weight(mV(J)); // threshold / (J · tau_m)
  }

  Experiment.of(net).excitatory(exc).inhibitory(inh).warmup(ms(200)).duration(ms(1000)).run(args);
}

Population population(Network net, String name, int size) {
  return net.population(name, size, "iaf_psc_delta")
      .set("tau_m", ms(20)).set("t_ref", ms(2))
      .set("E_L", mV(0)).set("V_th", mV(20)).set("V_reset", mV(10));
}
