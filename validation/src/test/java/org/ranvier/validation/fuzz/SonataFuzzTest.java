package org.ranvier.validation.fuzz;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.sonata.SonataNetwork;

/** Damages each file of a SONATA configuration, those of text and those of HDF5. */
@Tag("fuzz")
class SonataFuzzTest {
  private static final int TEXTS = 8000;
  private static final int FILES = 2000;
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final String CONFIG = """
      {"manifest": {"$BASE_DIR": ".", "$NETWORK_DIR": "$BASE_DIR", "$OUT": "${BASE_DIR}/out"},
       "components": {"point_neuron_models_dir": "$BASE_DIR", "synaptic_models_dir": ".", "morphologies_dir": ".",
         "biophysical_neuron_models_dir": "."},
       "networks": {
         "nodes": [{"nodes_file": "$NETWORK_DIR/p.h5", "node_types_file": "p.csv"}, {"nodes_file": "x.h5", "node_types_file": "x.csv"}],
         "edges": [{"edges_file": "xp.h5", "edge_types_file": "xp.csv"}]},
       "run": {"tstop": 50.0, "dt": 0.1, "dL": 20.0, "spike_threshold": -15}, "conditions": {"celsius": 34.0, "v_init": -80},
       "node_sets_file": "sets.json", "target_simulator": "NEST",
       "inputs": {
         "spikes": {"input_type": "spikes", "module": "csv", "input_file": "in.csv", "node_set": "both"},
         "clamp": {"input_type": "current_clamp", "module": "IClamp", "node_set": {"population": "p", "node_id": [0, 1]},
           "amp": [1.5, 2], "delay": [5.0, 20], "duration": [10, 10]}},
       "reports": {"v": {"cells": "p", "variable_name": "V_m", "module": "membrane_report", "sections": "soma", "dt": 0.5}},
       "output": {"output_dir": "$OUT", "log_file": "log.txt", "spikes_file": "spikes.h5", "spikes_sort_order": "time"}}
      """;

  @TempDir private Path directory;

  private final Map<String, String> texts = new TreeMap<>();

  private void write() throws IOException {
    texts.put("config.json", CONFIG);
    texts.put("sets.json", "{\"one\": {\"population\": \"x\"}, \"two\": {\"population\": \"x\", \"node_id\": 0}, \"both\": [\"one\", \"two\"]}");
    texts.put("p.csv", """
        node_type_id model_type model_template morphology dynamics_params
        100 point_neuron nest:iaf_psc_alpha NULL p.json
        101 biophysical ctdb:Biophys1.hoc cell cell.json
        """);
    texts.put("x.csv", "node_type_id model_type\n100 virtual\n");
    texts.put("xp.csv", "edge_type_id delay syn_weight dynamics_params model_template\n100 1.5 25 s.json static_synapse\n"
        + "101 2.0 0.001 e.json Exp2Syn\n");
    texts.put("in.csv", "timestamps population node_ids\n10 x 0\n12.5 x 1\n");
    texts.put("p.json", "{\"type\": \"point\", \"E_L\": -78.0, \"tau_m\": 44.9, \"C_m\": 239.0, \"V_th\": -43.0}");
    texts.put("s.json", "{\"sign\": 1}");
    texts.put("e.json", "{\"level_of_detail\": \"exp2syn\", \"tau1\": 0.5, \"tau2\": 5.0, \"erev\": 0.0}");
    texts.put("cell.swc", "1 1 0 0 0 10 -1\n2 3 0 10 0 1 1\n3 3 0 110 0 1 2\n");
    texts.put("cell.json", """
        {"passive": [{"ra": 100, "cm": [{"section": "soma", "cm": 1.0}], "e_pas": -65.0}],
         "genome": [{"section": "soma", "name": "g_pas", "value": 1e-4, "mechanism": ""},
           {"section": "soma", "name": "gbar_NaTs", "value": 0.1, "mechanism": "NaTs"}],
         "conditions": [{"erev": [{"section": "soma", "ena": 53.0, "ek": -107.0}]}]}
        """);
    for (var text : texts.entrySet()) {
      Files.writeString(directory.resolve(text.getKey()), text.getValue());
    }
    nodes("p", 100, 101);
    nodes("x", 100, 100);
    try (var hdf = HdfFile.write(directory.resolve("xp.h5"))) {
      var group = hdf.putGroup("edges").putGroup("xp");
      group.putDataset("source_node_id", new long[] {0, 1, 0}).putAttribute("node_population", "x");
      group.putDataset("target_node_id", new long[] {0, 0, 1}).putAttribute("node_population", "p");
      group.putDataset("edge_type_id", new long[] {100, 100, 101});
      group.putDataset("edge_group_id", new int[3]);
      group.putDataset("edge_group_index", new long[] {0, 1, 2});
      group.putGroup("0").putDataset("nsyns", new int[] {1, 2, 3});
    }
  }

  private void nodes(String name, long... types) {
    try (var hdf = HdfFile.write(directory.resolve(name + ".h5"))) {
      var group = hdf.putGroup("nodes").putGroup(name);
      group.putDataset("node_id", new long[] {0, 1});
      group.putDataset("node_type_id", types);
      group.putDataset("node_group_id", new long[] {0, 0});
      group.putDataset("node_group_index", new long[] {0, 1});
      group.putGroup("0").putDataset("x", new double[] {1, 2});
    }
  }

  @Test
  void damagedTextsAreReadOrRefused() throws Exception {
    write();
    var names = List.copyOf(texts.keySet());
    var words = List.of("population", "node_id", "node_set", "null", "$BASE_DIR", "virtual", "nest:iaf_psc_exp", "NaN", "dynamics_params", "..");
    var mutator = new Mutator(11, words);
    var all = List.copyOf(texts.values());
    new Fuzz(LIMIT).run(TEXTS, n -> Map.entry(names.get((int) (n % names.size())), mutated(mutator, n, names, all)), mutated -> {
      Path file = directory.resolve(mutated.getKey());
      try {
        Files.writeString(file, mutated.getValue());
        SonataNetwork.read(directory.resolve("config.json")).output().check();
      } finally {
        Files.writeString(file, texts.getOrDefault(mutated.getKey(), ""));
      }
    });
  }

  /** Changes one file with pieces of all; a lone half of a pair of characters cannot be written. */
  private String mutated(Mutator mutator, long number, List<String> names, List<String> all) {
    String original = texts.getOrDefault(names.get((int) (number % names.size())), "");
    String changed = mutator.text(number, number % 3 == 0 ? all : List.of(original));
    return changed.replaceAll("[\\uD800-\\uDFFF]", "?");
  }

  @Test
  void damagedHdf5IsReadOrRefused() throws Exception {
    write();
    var mutator = new Mutator(12, List.of());
    var names = List.of("p.h5", "x.h5", "xp.h5");
    var originals = new TreeMap<String, byte[]>();
    for (var name : names) {
      originals.put(name, Files.readAllBytes(directory.resolve(name)));
    }
    new Fuzz(LIMIT).run(FILES, n -> n, n -> {
      String name = names.get((int) (n % names.size()));
      byte[] original = originals.getOrDefault(name, new byte[0]);
      try {
        Files.write(directory.resolve(name), mutator.bytes(n, original));
        SonataNetwork.read(directory.resolve("config.json"));
      } finally {
        Files.write(directory.resolve(name), original);
      }
    });
  }
}
