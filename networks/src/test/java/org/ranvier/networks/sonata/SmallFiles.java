package org.ranvier.networks.sonata;

import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A small network: nodes {@code p} of types in {@code p.csv}, virtual nodes {@code x} that fire the spikes of {@code in.csv}, edges
 * from x to p and from p to p. Tests change its files.
 */
final class SmallFiles {
  final Path directory;
  private String reports = "{}";
  private String inputs = "{\"i\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\", \"node_set\": \"x\"}}";
  private String run = "\"tstop\": 50, \"dt\": 0.1";
  private String output = "\"output_dir\": \"out\"";

  SmallFiles(Path directory) throws IOException {
    this.directory = directory;
    write("p.csv", "node_type_id model_type model_template dynamics_params\n100 point_neuron nest:iaf_psc_alpha p.json\n");
    write("x.csv", "node_type_id model_type\n100 virtual\n");
    write("p.json", "{}");
    write("xp.csv", "edge_type_id delay syn_weight dynamics_params model_template\n100 1.5 25 s.json static_synapse\n");
    write("pp.csv", "edge_type_id delay syn_weight\n100 1.5 25\n");
    write("s.json", "{}");
    write("in.csv", "timestamps population node_ids\n10 x 0\n");
    nodes("p", 100);
    nodes("x", 100);
    edges("xp", "x", new long[] {0}, new long[] {0}, group -> { });
    hdf("pp.h5", root -> root.putGroup("edges"));
  }

  SmallFiles write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
    return this;
  }

  SmallFiles reports(String json) {
    reports = json;
    return this;
  }

  SmallFiles inputs(String json) {
    inputs = json;
    return this;
  }

  SmallFiles run(String keys) {
    run = keys;
    return this;
  }

  SmallFiles output(String keys) {
    output = keys;
    return this;
  }

  Path config() throws IOException {
    write("config.json", """
        {"components": {"point_neuron_models_dir": ".", "synaptic_models_dir": ".", "morphologies_dir": ".",
           "biophysical_neuron_models_dir": "."},
         "networks": {
           "nodes": [{"nodes_file": "p.h5", "node_types_file": "p.csv"}, {"nodes_file": "x.h5", "node_types_file": "x.csv"}],
           "edges": [{"edges_file": "xp.h5", "edge_types_file": "xp.csv"}, {"edges_file": "pp.h5", "edge_types_file": "pp.csv"}]},
         "run": {%s}, "inputs": %s, "reports": %s, "output": {%s}}
        """.formatted(run, inputs, reports, output));
    return directory.resolve("config.json");
  }

  void hdf(String file, Consumer<WritableGroup> contents) {
    try (var hdf = HdfFile.write(directory.resolve(file))) {
      contents.accept(hdf);
    }
  }

  /** Nodes of these types, numbered from 0. */
  SmallFiles nodes(String name, long... types) {
    hdf(name + ".h5", root -> {
      var group = root.putGroup("nodes").putGroup(name);
      group.putDataset("node_type_id", types);
      group.putGroup("0");
    });
    return this;
  }

  /** Edges of type 100 to p. */
  SmallFiles edges(String name, String source, long[] sources, long[] targets, Consumer<WritableGroup> attributes) {
    return edges(name, source, sources, targets, new long[0], attributes);
  }

  SmallFiles edges(
      String name, String source, long[] sources, long[] targets, long[] types, Consumer<WritableGroup> attributes) {
    hdf(name + ".h5", root -> {
      var group = root.putGroup("edges").putGroup(name);
      group.putDataset("source_node_id", sources).putAttribute("node_population", source);
      group.putDataset("target_node_id", targets).putAttribute("node_population", "p");
      long[] all = types.length > 0 ? types : new long[sources.length];
      if (types.length == 0) {
        Arrays.fill(all, 100);
      }
      group.putDataset("edge_type_id", all);
      attributes.accept(group.putGroup("0"));
    });
    return this;
  }
}
