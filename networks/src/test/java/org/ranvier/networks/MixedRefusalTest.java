package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.rules.Calcium;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;

/** What learns, what is exact and what couples continuously do not all go together; what does not is named. */
final class MixedRefusalTest {
  private final Network net = new Network("net");

  private void refused(String... parts) {
    var options = Simulation.Options.DEFAULT.threads(1);
    String message = String.valueOf(assertThrows(RanvierException.class, () -> Simulation.of(net, options).close()).getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "«" + part + "» is not in:\n" + message);
    }
  }

  @Test
  void aRuleOnACoupling() {
    var cells = net.population("cells", 3, "iaf_psc_exp_gap");
    net.connect(cells, cells).receptor("gap").rule(allToAll()).weight(nS(1)).plastic(Stdp.pair().dependence(WeightDependence.additive(0.1, 0.1)));
    refused("projection cells→cells is plastic, but its receptor gap couples neurons continuously", "leave the rule out");
  }

  @Test
  void aRuleOnExactTargets() {
    var cells = net.population("cells", 3, "iaf_psc_exp").exact();
    net.connect(cells, cells).rule(allToAll()).weight(pA(1)).delay(ms(1)).plastic(Calcium.between(0, 90));
    refused("projection cells→cells", "cannot learn from exact spike times", "course of its calcium", "leave .exact() or the rule out");
  }

  @Test
  void aCouplingFromExactSources() {
    var source = net.population("source", 3, "iaf_psc_exp").exact();
    var target = net.population("target", 3, "iaf_psc_exp_gap");
    net.connect(source, target).receptor("gap").rule(allToAll()).weight(nS(1));
    refused("coupling 'gap' hears its sources at every step, but population 'source' is exact and has no steps", "leave .exact() out");
  }
}
