import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.experiment.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;

// Inhibition that learns (after Vogels, Sprekeler et al. 2011, doi:10.1126/science.1211095): excited beyond measure at first, the neurons come
// to fire irregularly at the rate that the rule sets for each of them.
void main(String[] args) {
  double target = 8;  // spikes/s
  double tau = 20;    // of the rule, in ms
  double eta = 12;    // change at a pair of spikes, in pA

  var net = new Network("inhibitory balance");
  var exc = net.population("E", 3200, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
  var inh = net.population("I", 800, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
  for (var to : List.of(exc, inh)) {
    net.connect(exc, to).rule(fixedInDegree(80)).weight(pA(40)).delay(ms(1.5));
    net.poisson("background", to).rate(Hz(8000)).weight(pA(40));
  }
  net.connect(inh, inh).rule(fixedInDegree(40)).weight(pA(-200)).delay(ms(0.8));
  net.connect(inh, exc).rule(fixedInDegree(40)).weight(pA(-10)).delay(ms(0.8))
      .plastic(Stdp.homeostatic(eta, 2 * target * tau / 1000).tauPlusMs(tau).tauMinusMs(tau).bounds(Bounds.upTo(2000)));

  Experiment.of(net).excitatory(exc).inhibitory(inh).duration(ms(4000)).run(args);
}
