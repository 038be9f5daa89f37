package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.simulator.RanvierException;

/** Networks that cannot fit are refused at once, with what they would need. */
final class MemoryEstimateTest {
  private static void refused(Network net, String... parts) {
    String message = assertTimeout(Duration.ofSeconds(5), () -> assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), part + " in " + message);
    }
  }

  @Test
  void moreNeuronsThanHaveNumbers() {
    var net = new Network("many");
    net.population("a", 1_500_000_000, "iaf_psc_exp");
    net.population("b", 1_500_000_000, "iaf_psc_delta");
    refused(net, "network 'many' has 3,000,000,000 neurons; at most 2,147,483,647", "would take at least", "GiB: 1,500,000,000 neurons of population 'a'");
  }

  @Test
  void moreNeuronsThanFit() {
    var net = new Network("large");
    net.population("a", Integer.MAX_VALUE, "iaf_psc_exp");
    refused(net, "network 'large' needs at least", "and the heap has at most", "2,147,483,647 neurons of population 'a'", "-Xmx");
  }

  @Test
  void inDegreesOfTwoToTheThirtyOne() {
    var net = new Network("dense");
    var n = net.population("n", 10, "iaf_psc_exp");
    net.connect(n, n).rule(fixedInDegree(Integer.MAX_VALUE)).weight(pA(1)).delay(ms(1));
    refused(net, "network 'dense' needs at least 120.0 GiB of memory", "21,474,836,470 synapses of projection n→n 120.0 GiB");
  }

  @Test
  void everyKindOfSynapseIsCounted() {
    var plastic = new Network("plastic");
    var n = plastic.population("n", 300_000, "iaf_psc_exp");
    plastic.connect(n, n).rule(allToAll()).weight(pA(1)).delay(ms(1)).doubleWeights().plastic(Stdp.pair());
    refused(plastic, "90,000,000,000 synapses of projection n→n 838.2 GiB");
    var coupled = new Network("coupled");
    var c = coupled.population("c", 300_000, "iaf_psc_exp_gap");
    coupled.connect(c, c).receptor("gap").rule(fixedInDegree(1_000_000)).weight(nS(1)).oneWay();
    refused(coupled, "300,000,000,000 synapses of projection c→c 3352.8 GiB");
  }
}
