// The right-hand sides of the table for PyNN in docs/coming-from.md, with what they take for granted.
import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;

void main() {
  var net = new Network("words of PyNN");
  var population = net.population("E", 100, "iaf_psc_exp").set("tau_m", ms(20));
  var a = population;
  var b = net.population("I", 20, "iaf_psc_exp");
  var drive = net.spikeSource("drive", new double[][] {{10, 20}});
  net.connect(a, b).rule(pairwiseBernoulli(0.1)).weight(pA(40)).delay(ms(1.5));
  net.connect(drive, population.range(0, 10)).rule(allToAll()).weight(pA(2000)).delay(ms(1));
  net.connect(drive, b).rule(allToAll()).weight(pA(-50)).delay(ms(1)).receptor("inhibitory");
  net.record(population, "V_m").every(ms(0.1));
  try (var simulation = Simulation.of(net)) {
    simulation.run(s(1));
    long spikes = simulation.spikes().size();
    if (spikes < 10 || simulation.traces().isEmpty()) {
      throw new AssertionError(spikes + " spikes");
    }
    simulation.reset();
    simulation.run(s(1));
    if (simulation.spikes().size() != spikes) {
      throw new AssertionError("a reset begins anew");
    }
  }
}
