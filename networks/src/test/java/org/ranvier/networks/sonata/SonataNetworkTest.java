package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;

class SonataNetworkTest {
  @TempDir private Path directory;

  @Test
  void theExampleFiresAsItsConstructionSays() throws Exception {
    var files = new ExampleFiles(directory);
    var sonata = SonataNetwork.read(files.config());
    assertEquals(List.of("v1", "lgn", "tw"), sonata.network().populations().stream().map(p -> p.name()).toList());
    var spikes = run(sonata);
    var expected = new EventDriven().run(800);
    assertTrue(expected.size() > 300, expected.size() + " spikes");
    assertEquals(expected.size(), spikes.size());
    for (int k = 0; k < spikes.size(); k++) {
      assertEquals(expected.get(k).neuron(), spikes.get(k).neuron(), "spike " + k);
      assertEquals(expected.get(k).timeMs(), spikes.get(k).timeMs(), 1e-9);
    }
  }

  /** The spikes of v1 in order of time. */
  private static List<EventDriven.Spike> run(SonataNetwork sonata) {
    try (var simulation = Simulation.of(sonata.network(), Simulation.Options.DEFAULT.threads(2))) {
      simulation.run(Units.ms(sonata.durationMs()));
      var all = simulation.spikes();
      var v1 = all.population("v1");
      return IntStream.range(0, all.size())
          .filter(k -> v1.contains(all.ids()[k]))
          .mapToObj(k -> new EventDriven.Spike(all.timeMs(k), all.ids()[k] - v1.firstId()))
          .sorted(Comparator.comparingDouble(EventDriven.Spike::timeMs).thenComparing(EventDriven.Spike::neuron))
          .toList();
    }
  }

  @Test
  void attributesOfElementsGoBeforeThoseOfTypes() throws Exception {
    var files = new ExampleFiles(directory);
    // Node ids that are no places, one group with its own parameters; edges with their own weights and delays.
    files.hdf("network/v1_nodes.h5", root -> {
      var group = root.putGroup("nodes").putGroup("v1");
      group.putDataset("node_id", new int[] {30, 10, 20});
      group.putDataset("node_type_id", new int[] {100, 100, 101});
      group.putDataset("node_group_id", new byte[] {0, 1, 1});
      group.putDataset("node_group_index", new short[] {0, 1, 0});
      group.putGroup("0");
      group.putGroup("1").putGroup("dynamics_params").putDataset("tau", new double[] {0.5, 0.25});
    });
    files.hdf("network/v1_v1_edges.h5", root -> {
      var group = ExampleFiles.edges(root, "e", "v1", new long[] {10, 20}, new long[] {20, 30}, new int[] {100, 103}).putGroup(
          "0");
      group.putDataset("syn_weight", new float[] {0.5f, 0.25f});
      group.putDataset("delay", new double[] {1.5, 0.75});
    });
    var config = ConfigReader.read(files.config(), new ConfigurationProblems());
    Hdf.read(directory.resolve("network/v1_nodes.h5"), nodes -> {
      var types = TypesTable.read(Optional.of(directory.resolve("network/v1_node_types.csv")), "node_type_id", "v1");
      var v1 = new NodePopulation("v1", (Group) nodes.getByPath("nodes/v1"), types);
      var neurons = new ParameterFiles("point_neuron_models_dir", config.components());
      var parameters = IntFire1Parameters.read(v1, v1.groups().getFirst(), neurons);
      assertArrayEquals(new double[] {24, 250, 500}, parameters.tauMs(), 1e-9);
      assertArrayEquals(new double[] {3, 3, 3}, parameters.refracMs(), 1e-9);
      assertArrayEquals(new String[] {"VisL4", "VisL4", "layer 4"}, v1.elements().texts("location"));
      return Hdf.read(directory.resolve("network/v1_v1_edges.h5"), edges -> {
        var edgeTypes = TypesTable.read(Optional.of(directory.resolve("network/v1_v1_edge_types.csv")), "edge_type_id", "e");
        var e = EdgePopulation.read("e", (Group) edges.getByPath("edges/e"), edgeTypes,
            new ParameterFiles("synaptic_models_dir", config.components()), Map.of("v1", v1), 0.1, new ArrayList<>());
        assertArrayEquals(new int[] {1, 2}, e.sources());
        assertArrayEquals(new int[] {2, 0}, e.targets());
        assertArrayEquals(new double[] {-0.5, 0.25}, e.weights(), 1e-9);
        assertArrayEquals(new double[] {1.5, 0.75}, e.delaysMs(), 1e-9);
        return e;
      });
    });
  }

  @Test
  void inputsOfEarlyFilesAreTheSameSpikes() throws Exception {
    var files = new ExampleFiles(directory);
    files.hdf("inputs/old.h5", root -> {
      var group = root.putGroup("spikes");
      group.putDataset("timestamps", new double[] {3.25, 4, 900});
      group.putDataset("gids", new int[] {2, 0, 1});
    });
    files.hdf("inputs/trains.nwb", root -> {
      var trains = root.putGroup("processing").putGroup("trial_0").putGroup("spike_train");
      trains.putGroup("0").putDataset("data", new double[] {4});
      trains.putGroup("2").putDataset("data", new double[] {3.25});
    });
    files.write("inputs/trains.csv", "gid spike-times\n0 4.0\n1\t900\n2 3.25\n");
    double[][] expected = {{4}, {}, {3.25}};
    for (var input : List.of("\"h5\" old.h5", "\"nwb\" trains.nwb", "\"csv\" trains.csv")) {
      var example = new ExampleFiles(directory)
          .replace("simulation_config.json", "\"csv\", \"input_file\": \"$INPUT_DIR/tw_spikes.csv\"",
              input.split(" ")[0] + ", \"trial\": \"trial_0\", \"input_file\": \"$INPUT_DIR/" + input.split(" ")[1] + "\"");
      var config = ConfigReader.read(example.config(), new ConfigurationProblems());
      var trains = Hdf.read(
          directory.resolve("network/tw_nodes.h5"), tw -> Hdf.read(directory.resolve("network/lgn_nodes.h5"), lgn -> {
        var nodes = new LinkedHashMap<String, NodePopulation>();
        nodes.put("tw", new NodePopulation("tw", (Group) tw.getByPath("nodes/tw"),
            TypesTable.read(Optional.of(directory.resolve("network/tw_node_types.csv")), "node_type_id", "tw")));
        nodes.put("lgn", new NodePopulation("lgn", (Group) lgn.getByPath("nodes/lgn"),
            TypesTable.read(Optional.of(directory.resolve("network/lgn_node_types.csv")), "node_type_id", "lgn")));
        var spikes = new VirtualSpikes(config.durationMs(), false, new ArrayList<>());
        var sets = new NodeSets(config.nodeSets(), nodes);
        config.spikes().forEach(given -> spikes.add(given, sets, "test"));
        return spikes.trains(nodes.get("tw"), nodes.get("tw").groups().getFirst());
      }));
      assertTrue(Arrays.deepEquals(expected, trains), input + ": " + Arrays.deepToString(trains));
    }
  }
}
