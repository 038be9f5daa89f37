package org.ranvier.networks.circuits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.ms;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.analysis.SpikeStatistics;
import org.ranvier.simulator.recording.SpikeDigest;

class MicrocircuitTest {
  private static Network network(String scale) {
    Circuit circuit = Circuits.find("microcircuit");
    return circuit.create(new Settings("microcircuit", circuit.settings(), Map.of("scale", scale))).network();
  }

  private static String digest(Network network, int threads, long seed) {
    try (var simulation = Simulation.of(network, Simulation.Options.DEFAULT.threads(threads).seed(seed).keepSpikes(false))) {
      var digest = new SpikeDigest();
      simulation.addListener(digest);
      assertTrue(simulation.run(ms(100)).spikes() > 1000, "the network is silent");
      return digest.hex();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void spikesDoNotDependOnThreads(int threads) {
    var network = network("0.1");
    assertEquals(digest(network, 1, 1), digest(network, threads, 1));
  }

  @Test
  void spikesDependOnTheSeed() {
    var network = network("0.1");
    assertNotEquals(digest(network, 2, 1), digest(network, 2, 2));
  }

  @Test
  void simulationsSideBySideDoNotDisturbEachOther() {
    var network = network("0.1");
    var first = CompletableFuture.supplyAsync(() -> digest(network, 2, 1));
    var second = CompletableFuture.supplyAsync(() -> digest(network, 2, 2));
    assertEquals(digest(network, 1, 1), first.join());
    assertEquals(digest(network, 1, 2), second.join());
  }

  @Test
  void theFullNetworkHasThePublishedNumbersOfNeuronsAndSynapses() {
    var full = network("1");
    assertEquals(77_169, full.populations().stream().mapToInt(Population::size).sum());
    try (var tenth = Simulation.of(network("0.1"), Simulation.Options.DEFAULT)) {
      assertEquals(298_880_968 / 100.0, tenth.synapses(), 100);
    }
  }

  @Test
  void aDownscaledNetworkKeepsTheRates() {
    try (var simulation = Simulation.of(network("0.1"))) {
      simulation.run(ms(300));
      simulation.discardRecordings();
      simulation.run(ms(1000));
      double[] published = {0.90, 2.97, 4.41, 5.88, 7.57, 8.63, 1.11, 7.83};
      var statistics = SpikeStatistics.of(simulation.spikes());
      for (int p = 0; p < published.length; p++) {
        assertEquals(published[p], statistics.get(p).rateHz().mean(), 0.4 * published[p] + 0.3, statistics.get(p).population());
      }
    }
  }
}
