// The right-hand sides of the table for NEST in docs/coming-from.md, with what they take for granted.
import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.transmission.*;

void main() {
  var net = new Network("words of NEST");
  net.resolution(ms(0.1));
  net.population("E", 100, "iaf_psc_exp").set("tau_m", ms(20));
  var a = net.population("a", 30, "iaf_psc_exp");
  var b = net.population("b", 30, "iaf_psc_exp");
  var projection = net.connect(a, b).rule(fixedInDegree(10)).weight(pA(40)).delay(ms(1.5));
  double p = 0.1;
  int n = 5;
  for (var rule : List.of(pairwiseBernoulli(p), fixedOutDegree(n), fixedTotalNumber(n), allToAll(), oneToOne())) {
    net.connect(b, a).rule(rule).weight(pA(1)).delay(ms(1));
  }
  var target = a;
  var neurons = b;
  double[][] times = {{10, 20}};
  net.poisson("name", target).rate(Hz(8000)).weight(pA(40));
  var source = net.spikeSource("name", times);
  net.current(neurons).from(ms(20), pA(400));
  net.record(neurons, "V_m").every(ms(1));
  net.modulator("dopamine").decay(ms(200)).baseline(2).releasedBy(source).unitArea();
  net.connect(source, b).rule(allToAll()).weight(pA(5)).delay(ms(1)).plastic(Stdp.pair());
  learning(net, source, a, 2);
  shortTerm(net, source, a, 0.5, 800, 0);
  try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.seed(7).threads(2))) {
    simulation.run(s(1));
    if (simulation.spikes().size() == 0 || simulation.synapses(projection).count() != 300 || simulation.traces().size() != 1) {
      throw new AssertionError(simulation.spikes().size() + " spikes");
    }
  }
}

void learning(Network net, Population source, Population a, double b) {
  net.connect(source, a).rule(allToAll()).weight(pA(5)).delay(ms(1)).plastic(ThreeFactor.dopamineStdp("dopamine", b));
}

void shortTerm(Network net, Population source, Population a, double u, double recovery, double facilitation) {
  net.connect(source, a).rule(allToAll()).weight(pA(5)).delay(ms(1)).shortTerm(ShortTerm.of(u, recovery, facilitation));
}
