package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.simulator.recording.SpikeTrains;

class SonataNetworkTest {
  /** IntFire1 on the grid: all times of the example are on it. */
  static final PointModels ON_GRID = new PointModels(
      EquationModel.of("intfire1_on_grid", """
          parameters:
            tau    = 10 ms (> 0)   # time constant
            refrac = 5 ms  (>= 0)  # refractory period
          equations:
            dm/dt = -m/tau : 1     # activity
          initial: m = 0
          receptors:
            synapse: m += w : 1
          threshold: m >= 1
          reset: m = 0
          refractory: refrac, hold m
          """),
      SpikeTimes::of);

  @TempDir private Path directory;

  @Test
  void theExampleFiresAsItsConstructionSays() throws Exception {
    var files = new ExampleFiles(directory);
    var sonata = SonataNetwork.of(SonataConfig.read(files.config()), ON_GRID);
    assertEquals(List.of("v1", "lgn", "tw"), sonata.network().populations().stream().map(p -> p.name()).toList());
    var spikes = run(sonata);
    var expected = new EventDriven().run(800);
    assertTrue(expected.size() > 300, expected.size() + " spikes");
    assertEquals(expected.size(), spikes.size());
    expected.sort(Comparator.comparingDouble(EventDriven.Spike::timeMs).thenComparing(EventDriven.Spike::neuron));
    for (int k = 0; k < spikes.size(); k++) {
      assertEquals(expected.get(k).neuron(), spikes.ids()[k], "spike " + k);
      assertEquals(expected.get(k).timeMs(), spikes.timeMs(k), 1e-6);
    }
  }

  private static SpikeTrains run(SonataNetwork sonata) {
    try (var simulation = Simulation.of(sonata.network(), Simulation.Options.DEFAULT.threads(2))) {
      simulation.run(Units.ms(sonata.durationMs()));
      var all = simulation.spikes();
      var v1 = all.population("v1");
      var chosen = java.util.stream.IntStream.range(0, all.size()).filter(k -> v1.contains(all.ids()[k])).toArray();
      long[] steps = java.util.Arrays.stream(chosen).mapToLong(k -> all.steps()[k]).toArray();
      int[] ids = java.util.Arrays.stream(chosen).map(k -> all.ids()[k]).toArray();
      return new SpikeTrains(all.populations(), all.resolutionMs(), all.fromStep(), all.toStep(), steps, ids);
    }
  }
}
