package org.ranvier.networks.circuits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.recording.SpikeDigest;

/** An epoch of a dense network in continuous time holds so many events that it is advanced by pieces, whose bounds follow from a worker's events. */
final class DenseExactTest {
  private static String digest(int threads, double... pausesMs) {
    var circuit = Circuits.find("brunel");
    var network = circuit.create(new Settings("brunel", circuit.settings(), Map.of("scale", "0.16"))).network();
    network.populations().forEach(p -> p.exact());
    var digest = new SpikeDigest();
    long spikes = 0;
    try (var simulation = Simulation.of(network, Simulation.Options.DEFAULT.threads(threads).seed(3).keepSpikes(false))) {
      simulation.addListener(digest);
      for (double ms : pausesMs) {
        spikes += simulation.run(Units.ms(ms)).spikes();
      }
    }
    assertTrue(spikes > 1000, "only " + spikes + " spikes");
    return digest.hex();
  }

  @Test
  void piecesOfEpochsDoNotChangeABit() {
    String expected = digest(1, 40);
    assertEquals(expected, digest(3, 40));
    assertEquals(expected, digest(2, 0.3, 17.1, 22.6));
  }
}
