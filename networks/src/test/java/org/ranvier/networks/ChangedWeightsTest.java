package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.simulator.recording.SpikeTrains;

/** Spikes that are on their way when static weights are changed act by the new ones, however rows are stored. */
final class ChangedWeightsTest {
  private static final int SOURCES = 1000;

  /** With one delay one worker has a table of rows, and each of four a list; with many delays rows are pushed. */
  private record Wiring(Network net, Projection projection) {
    static Wiring of(boolean manyDelays) {
      var net = new Network("changed");
      var sources = net.population("sources", SOURCES, "poisson_generator").set("rate", Hz(50));
      var targets = net.population("targets", 640, "iaf_psc_delta");
      var projection = net.connect(sources, targets).rule(fixedInDegree(7)).weight(mV(20));
      return new Wiring(net, manyDelays ? projection.delay(uniform(ms(1), ms(10))) : projection.delay(ms(5)));
    }

    Simulation simulation(int threads) {
      return Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(3));
    }

    void scale(Simulation sim, double factor) {
      sim.setWeights(projection, Arrays.stream(sim.weights(projection).values()).map(w -> factor * w).toArray());
    }
  }

  private static long ofTargets(SpikeTrains spikes, long after) {
    long n = 0;
    for (int k = 0; k < spikes.size(); k++) {
      n += spikes.ids()[k] >= SOURCES && spikes.steps()[k] > after ? 1 : 0;
    }
    return n;
  }

  /** A weight of 20 mV brings a target from rest beyond its threshold, 15 mV above; weights of 0 move nothing, and none fires any more. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void weightsOfZeroActAtOnce(boolean manyDelays) {
    for (int threads : new int[] {1, 4}) {
      var wiring = Wiring.of(manyDelays);
      try (var sim = wiring.simulation(threads)) {
        sim.run(ms(20));
        assertTrue(ofTargets(sim.spikes(), 0) > 1000);
        wiring.scale(sim, 0);
        sim.run(ms(20));
        assertEquals(0, ofTargets(sim.spikes(), 200), threads + " threads");
      }
    }
  }

  /** Also where the simulation is saved while there are such spikes, and goes on with other threads. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goOnFromACheckpoint(boolean manyDelays, @TempDir Path directory) {
    var wiring = Wiring.of(manyDelays);
    SpikeTrains whole;
    try (var sim = wiring.simulation(1)) {
      sim.run(ms(20));
      wiring.scale(sim, 0.4);
      sim.run(ms(3));
      sim.save(directory.resolve("file"));
      sim.run(ms(20));
      whole = sim.spikes().between(230, 430);
    }
    assertTrue(ofTargets(whole, 0) > 100);
    for (int threads : new int[] {1, 4}) {
      try (var sim = Simulation.restore(wiring.net(), directory.resolve("file"), Simulation.Options.DEFAULT.threads(threads))) {
        sim.run(ms(20));
        SpikeTrains after = sim.spikes().between(230, 430);
        assertArrayEquals(whole.steps(), after.steps(), threads + " threads");
        assertArrayEquals(whole.ids(), after.ids(), threads + " threads");
      }
    }
  }
}
