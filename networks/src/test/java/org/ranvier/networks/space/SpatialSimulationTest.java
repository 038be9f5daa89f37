package org.ranvier.networks.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.space.Kernel.gaussian;
import static org.ranvier.networks.space.Layout.grid;
import static org.ranvier.networks.space.Layout.scattered;
import static org.ranvier.networks.space.Mask.disc;
import static org.ranvier.networks.space.Profile.conduction;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.metresPerSecond;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.recording.SpikeDigest;

/** A whole simulation in space: connections, delays and weights as functions of distance, a region that is driven. */
class SpatialSimulationTest {
  private static Network network() {
    var net = new Network("sheet");
    var exc = net.population("E", 900, "iaf_psc_exp").positions(grid(30, 30).extent(mm(1), mm(1)).periodic());
    var inh = net.population("I", 300, "iaf_psc_exp").positions(scattered(mm(1), mm(1)).periodic());
    var delay = conduction(ms(0.3), metresPerSecond(0.2)).plus(uniform(ms(0), ms(0.5)));
    net.connect(exc, exc).rule(pairwiseBernoulli(gaussian(um(100)).times(0.7).cutoff(um(300)))).weight(gaussian(um(100)).times(pA(40))).delay(delay);
    net.connect(exc, inh).rule(fixedInDegree(40, gaussian(um(150)))).weight(pA(40)).delay(delay);
    net.connect(inh, exc)
        .rule(fixedInDegree(30, gaussian(um(200))).withoutMultapses())
        .weight(gaussian(um(300)).times(normal(pA(-150), pA(20)).redraw(pA(-300), pA(-1))))
        .delay(ms(1));
    net.poisson("background", exc).rate(Hz(8000)).weight(pA(45));
    net.poisson("spot", exc.within(disc(um(150)))).rate(Hz(4000)).weight(pA(45));
    return net;
  }

  private static String digest(int threads, long seed) {
    try (var simulation = Simulation.of(network(), Simulation.Options.DEFAULT.threads(threads).seed(seed).keepSpikes(false))) {
      var digest = new SpikeDigest();
      simulation.addListener(digest);
      assertTrue(simulation.run(ms(100)).spikes() > 500, "the network is silent");
      return digest.hex();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void spikesDoNotDependOnThreads(int threads) {
    assertEquals(digest(1, 1), digest(threads, 1));
  }

  @Test
  void spikesDependOnTheSeed() {
    assertNotEquals(digest(2, 1), digest(2, 2));
  }
}
