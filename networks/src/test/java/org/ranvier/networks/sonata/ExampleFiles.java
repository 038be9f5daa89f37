package org.ranvier.networks.sonata;

import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A network in the layout of the published {@code 300_intfire}: neurons {@code v1} of two types, virtual {@code lgn} and {@code
 * tw}, edges among and to {@code v1}, inputs, and a configuration in three files.
 */
final class ExampleFiles {
  static final int NEURONS = 12;
  static final int LGN = 5;
  static final int TW = 3;

  final Path directory;

  ExampleFiles(Path directory) throws IOException {
    this.directory = directory;
    for (var d : new String[] {"network", "inputs", "components/point", "components/synapses"}) {
      Files.createDirectories(directory.resolve(d));
    }
    components();
    nodes();
    edges();
    inputs();
    configs();
  }

  Path config() {
    return directory.resolve("config.json");
  }

  ExampleFiles write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
    return this;
  }

  ExampleFiles replace(String file, String part, String by) throws IOException {
    var text = Files.readString(directory.resolve(file));
    if (!text.contains(part)) {
      throw new IllegalArgumentException(file + " does not contain " + part);
    }
    return write(file, text.replace(part, by));
  }

  /** An HDF5 file marked as SONATA's. */
  void hdf(String file, Consumer<WritableGroup> contents) {
    try (var hdf = HdfFile.write(directory.resolve(file))) {
      hdf.putAttribute("magic", 0x0A7A);
      hdf.putAttribute("version", new int[] {0, 1});
      contents.accept(hdf);
    }
  }

  private void components() throws IOException {
    write("components/point/exc.json", "{\"tau\": 0.024, \"refrac\": 0.003}");
    write("components/point/inh.json", "{\"tau\": 0.007, \"refrac\": 0.003}");
    write("components/synapses/exc.json", "{\"level_of_detail\": \"instanteneous\", \"sign\": 1}");
    write("components/synapses/inh.json", "{\"level_of_detail\": \"instanteneous\", \"sign\": -1}");
  }

  private void nodes() throws IOException {
    write("network/v1_node_types.csv", """
        node_type_id ei location model_template model_type dynamics_params model_name
        100 e VisL4 nrn:IntFire1 point_process exc.json LIF_exc
        101 i "layer 4" nrn:IntFire1 point_process inh.json LIF_inh
        """);
    write("network/lgn_node_types.csv", "node_type_id  model_type ei model_name\n100   virtual e tON\n101 virtual e tOFF\n");
    write("network/tw_node_types.csv", "node_type_id model_type\n100 virtual\n");
    int[] types = new int[NEURONS];
    for (int k = 0; k < NEURONS; k++) {
      types[k] = k < 8 ? 100 : 101;
    }
    hdf("network/v1_nodes.h5", root -> nodes(root, "v1", types).putGroup("0").putDataset("positions_x", new double[NEURONS]));
    hdf("network/lgn_nodes.h5", root -> nodes(root, "lgn", new int[] {100, 100, 101, 101, 101}).putGroup("0"));
    hdf("network/tw_nodes.h5", root -> nodes(root, "tw", new int[] {100, 100, 100}).putGroup("0"));
  }

  static WritableGroup nodes(WritableGroup root, String name, int[] types) {
    var group = root.putGroup("nodes").putGroup(name);
    long[] ids = new long[types.length];
    for (int k = 0; k < ids.length; k++) {
      ids[k] = k;
    }
    group.putDataset("node_id", ids);
    group.putDataset("node_type_id", types);
    group.putDataset("node_group_id", new int[types.length]);
    group.putDataset("node_group_index", ids);
    return group;
  }

  private void edges() throws IOException {
    write("network/v1_v1_edge_types.csv", """
        edge_type_id target_query source_query delay weight_function syn_weight dynamics_params
        100 model_type=='point_process'&ei=='i' ei=='i' 2.0 wmax 0.01 inh.json
        101 model_type=='point_process'&ei=='e' ei=='i' 2.0 wmax 0.05 inh.json
        102 pop_name=='LIF_inh' ei=='e' 2.0 wmax 0.13 exc.json
        103 pop_name=='LIF_exc' ei=='e' 2.0 wmax 0.011 exc.json
        """);
    write("network/in_v1_edge_types.csv", """
        edge_type_id target_query source_query delay weight_function syn_weight dynamics_params
        100 pop_name=='LIF_exc' * 2.0 wmax 0.045 exc.json
        101 pop_name=='LIF_inh' * 2.0 wmax 0.015 exc.json
        """);
    int n = NEURONS * NEURONS;
    long[] sources = new long[n];
    long[] targets = new long[n];
    int[] types = new int[n];
    int[] contacts = new int[n];
    for (int k = 0; k < n; k++) {
      int s = k / NEURONS;
      int t = k % NEURONS;
      sources[k] = s;
      targets[k] = t;
      types[k] = s >= 8 ? (t >= 8 ? 100 : 101) : (t >= 8 ? 102 : 103);
      contacts[k] = 1 + (s + 2 * t) % 5;
    }
    hdf("network/v1_v1_edges.h5", root -> edges(root, "v1_to_v1", "v1", sources, targets, types).putGroup("0").putDataset(
        "nsyns", contacts));
    input("lgn", LGN);
    input("tw", TW);
  }

  private void input(String population, int size) {
    int n = size * NEURONS;
    long[] sources = new long[n];
    long[] targets = new long[n];
    int[] types = new int[n];
    int[] contacts = new int[n];
    for (int k = 0; k < n; k++) {
      sources[k] = k % size;
      targets[k] = k / size;
      types[k] = targets[k] < 8 ? 100 : 101;
      contacts[k] = 4 + k % 7;
    }
    hdf("network/" + population + "_v1_edges.h5",
        root -> edges(root, population + "_to_v1", population, sources, targets, types).putGroup("0").putDataset(
            "nsyns", contacts));
  }

  static WritableGroup edges(WritableGroup root, String name, String source, long[] sources, long[] targets, int[] types) {
    var group = root.putGroup("edges").putGroup(name);
    int n = types.length;
    long[] index = new long[n];
    for (int k = 0; k < n; k++) {
      index[k] = k;
    }
    group.putDataset("source_node_id", sources).putAttribute("node_population", source);
    group.putDataset("target_node_id", targets).putAttribute("node_population", "v1");
    group.putDataset("edge_type_id", types);
    group.putDataset("edge_group_id", new int[n]);
    group.putDataset("edge_group_index", index);
    return group;
  }

  /** The time of input spike k; no sums of these and of delays coincide with the ends of refractory periods. */
  static double lgnMs(int k) {
    return 7.3 + Math.PI * k;
  }

  static double twMs(int k) {
    return 5 + 1.6 * Math.E * k;
  }

  /** The nodes fire in turn. */
  private void inputs() throws IOException {
    double[] times = new double[300];
    long[] ids = new long[times.length];
    for (int k = 0; k < times.length; k++) {
      times[k] = lgnMs(k);
      ids[k] = k % LGN;
    }
    hdf("inputs/lgn_spikes.h5", root -> {
      var group = root.putGroup("spikes").putGroup("lgn");
      group.putDataset("timestamps", times).putAttribute("units", "ms");
      group.putDataset("node_ids", ids);
    });
    var rows = new StringBuilder("timestamps population node_ids\n");
    for (int k = 0; k < 200; k++) {
      rows.append(twMs(k)).append(" tw ").append(k % TW).append('\n');
    }
    write("inputs/tw_spikes.csv", rows.toString());
  }

  private void configs() throws IOException {
    write("config.json", "{\"network\": \"./circuit_config.json\", \"simulation\": \"./simulation_config.json\"}");
    write("circuit_config.json", """
        {
          "manifest": {"$NETWORK_DIR": "./network", "$COMPONENT_DIR": "${configdir}/components"},
          "components": {
            "synaptic_models_dir": "$COMPONENT_DIR/synapses",
            "point_neuron_models_dir": "${COMPONENT_DIR}/point"
          },
          "networks": {
            "nodes": [
              {"nodes_file": "$NETWORK_DIR/v1_nodes.h5", "node_types_file": "$NETWORK_DIR/v1_node_types.csv"},
              {"nodes_file": "$NETWORK_DIR/lgn_nodes.h5", "node_types_file": "$NETWORK_DIR/lgn_node_types.csv"},
              {"nodes_file": "$NETWORK_DIR/tw_nodes.h5", "node_types_file": "$NETWORK_DIR/tw_node_types.csv"}
            ],
            "edges": [
              {"edges_file": "$NETWORK_DIR/v1_v1_edges.h5", "edge_types_file": "$NETWORK_DIR/v1_v1_edge_types.csv"},
              {"edges_file": "$NETWORK_DIR/lgn_v1_edges.h5", "edge_types_file": "$NETWORK_DIR/in_v1_edge_types.csv"},
              {"edges_file": "$NETWORK_DIR/tw_v1_edges.h5", "edge_types_file": "$NETWORK_DIR/in_v1_edge_types.csv"}
            ]
          }
        }
        """);
    write("node_sets.json",
        "{\"LGN\": {\"population\": \"lgn\"}, \"TW\": {\"population\": \"tw\"}, \"inputs\": [\"LGN\", \"TW\"]}");
    write("simulation_config.json", """
        {
          "manifest": {"$OUTPUT_DIR": "./output", "$INPUT_DIR": "./inputs"},
          "run": {"tstop": 800.0, "dt": 0.1, "dL": 20.0, "spike_threshold": -15, "nsteps_block": 5000, "overwrite_output_dir": true},
          "target_simulator": "NEURON",
          "conditions": {"celsius": 34.0, "v_init": -80},
          "node_sets_file": "./node_sets.json",
          "inputs": {
            "LGN_spikes": {"input_type": "spikes", "module": "h5", "input_file": "$INPUT_DIR/lgn_spikes.h5", "node_set": "lgn"},
            "TW_spikes": {"input_type": "spikes", "module": "csv", "input_file": "$INPUT_DIR/tw_spikes.csv", "node_set": "TW"},
            "TW_spikes_old": {"input_type": "spikes", "module": "nwb", "input_file": "$INPUT_DIR/tw_spikes.nwb", "node_set": "tw",
                "trial": "trial_0", "enabled": false}
          },
          "output": {
            "log_file": "$OUTPUT_DIR/log.txt",
            "output_dir": "$OUTPUT_DIR",
            "spikes_file": "$OUTPUT_DIR/spikes.h5",
            "spikes_file_csv": "$OUTPUT_DIR/spikes.csv",
            "spikes_sort_order": "time"
          }
        }
        """);
  }
}
