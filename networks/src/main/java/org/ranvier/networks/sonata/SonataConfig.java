package org.ranvier.networks.sonata;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ranvier.networks.export.SpikeOrder;
import org.ranvier.simulator.RanvierException;

/**
 * What a configuration says: a file with {@code network} and {@code simulation}, a simulation's file that names its circuit's,
 * or all in one file. What it asks for and Ranvier does not have is refused, all of it at once.
 *
 * @param nodes files of node populations
 * @param edges files of edge populations
 * @param components directories of parameter files, by their names such as {@code point_neuron_models_dir}
 * @param nodeSets the file of node sets
 * @param passedOver sections that no guide knows, which are for other programs
 */
record SonataConfig(
    Path file,
    List<Files> nodes,
    List<Files> edges,
    Map<String, Path> components,
    Optional<Path> nodeSets,
    double durationMs,
    double resolutionMs,
    List<Input> inputs,
    Output output,
    List<String> passedOver) {

  /** An HDF5 file and the table of its types. */
  record Files(Path data, Optional<Path> types) {}

  /**
   * Spikes of virtual neurons.
   *
   * @param module {@code h5}, {@code sonata}, {@code csv} or {@code nwb}
   * @param nodeSet the name of a node set or a population, or a node set written out
   * @param trial which trial of an NWB file
   */
  record Input(String name, Path file, String module, JsonElement nodeSet, Optional<String> trial) {}

  /** What to write. Files that are only a name stand in the directory. */
  record Output(Path directory, Path spikes, Optional<Path> csv, Optional<Path> log, SpikeOrder order, boolean overwrite) {}

  private static final double DEFAULT_RESOLUTION_MS = 0.1;
  private static final Set<String> KNOWN = Set.of(
      "manifest", "network", "simulation", "networks", "components", "run", "inputs", "output", "conditions", "target_simulator",
      "node_sets_file", "node_sets", "reports", "version", "config_path", "config_dir", "metadata");
  private static final Set<String> UNSUPPORTED = Set.of("connection_overrides", "node_set", "gap_junctions", "beta_features");
  private static final Set<String> SPIKE_MODULES = Set.of("h5", "sonata", "csv", "nwb");

  static SonataConfig read(Path file) {
    var top = ConfigSection.read(file, Optional.empty());
    var simulation = top.path("simulation").map(p -> ConfigSection.read(p, Optional.of(top))).orElse(top);
    var named = simulation.has("network") ? simulation : top;
    var circuit = named.path("network").map(p -> ConfigSection.read(p, Optional.of(named))).orElse(simulation);
    return new Reader(top, simulation, circuit).config();
  }

  /** Puts the parts together; a section may stand in any of the files. */
  private record Reader(List<ConfigSection> files, List<String> problems) {
    Reader(ConfigSection top, ConfigSection simulation, ConfigSection circuit) {
      this(Stream.of(simulation, circuit, top).distinct().toList(), new ArrayList<>());
    }

    SonataConfig config() {
      var top = files.getLast();
      var networks = find("networks").orElseThrow(
          () -> new RanvierException(
              top.file()
                  + ": there is no section 'networks', here or in the file that 'network' names; it lists the nodes and edges"));
      var run = find("run").orElseThrow(
          () -> new RanvierException(top.file() + ": there is no section 'run'; it needs 'tstop', the duration in ms"));
      refuse(networks, run);
      var config = new SonataConfig(
          top.file(),
          networks.list("nodes").stream().map(s -> files(s, "nodes_file", "node_types_file")).toList(),
          networks.list("edges").stream().map(s -> files(s, "edges_file", "edge_types_file")).toList(),
          components(),
          files.stream().flatMap(f -> Stream.of("node_sets_file", "node_sets").flatMap(k -> path(f, k))).findFirst(),
          positive(run, "tstop", Optional.empty()),
          positive(run, "dt", Optional.of(DEFAULT_RESOLUTION_MS)),
          inputs(),
          output(run),
          passedOver());
      if (!problems.isEmpty()) {
        throw new RanvierException(String.join("\n", problems));
      }
      return config;
    }

    private static Stream<Path> path(ConfigSection file, String key) {
      return file.has(key) && file.json().get(key).isJsonPrimitive() ? file.path(key).stream() : Stream.empty();
    }

    private Optional<ConfigSection> find(String key) {
      return files.stream().flatMap(f -> f.section(key).stream()).findFirst();
    }

    private static Files files(ConfigSection section, String data, String types) {
      boolean none = section.text(types).map(t -> t.isEmpty() || t.equals("NULL")).orElse(true);
      return new Files(section.requiredPath(data), none ? Optional.empty() : section.path(types));
    }

    private Map<String, Path> components() {
      var components = new LinkedHashMap<String, Path>();
      for (var file : files) {
        file.section("components").ifPresent(s -> s.keys().forEach(k -> s.path(k).ifPresent(p -> components.putIfAbsent(k, p))));
      }
      return components;
    }

    private double positive(ConfigSection section, String key, Optional<Double> otherwise) {
      double value = section.number(key).or(() -> otherwise).orElseThrow(
          () -> new RanvierException(section.name(key) + " is missing"));
      if (!(value > 0 && Double.isFinite(value))) {
        problems.add(String.format(Locale.ROOT, "%s = %s ms must be positive", section.name(key), value));
      }
      return value;
    }

    private void refuse(ConfigSection networks, ConfigSection run) {
      for (var key : networks.keys()) {
        if (!key.equals("nodes") && !key.equals("edges")) {
          problems.add(networks.name(key) + " is not supported; networks have nodes and edges");
        }
      }
      if (run.number("tstart").orElse(0.0) != 0) {
        problems.add(run.name("tstart") + " is not supported; runs start at 0");
      }
      for (var file : files) {
        for (var key : UNSUPPORTED) {
          if (file.has(key)) {
            problems.add(file.name(key) + " is not supported; remove it to run without");
          }
        }
        file.section("reports").ifPresent(this::refuseReports);
      }
    }

    private void refuseReports(ConfigSection reports) {
      for (var name : reports.keys()) {
        var report = reports.section(name).orElseThrow();
        if (report.flag("enabled", true)) {
          problems.add(
              reports.name(name) + " (module " + report.text("module").orElse("none")
                  + ") is not supported: of point neurons only"
                  + " spikes are written; remove it, or set \"enabled\": false");
        }
      }
    }

    private List<Input> inputs() {
      var inputs = new ArrayList<Input>();
      var section = find("inputs");
      for (var name : section.map(ConfigSection::keys).orElse(Set.of())) {
        var input = section.orElseThrow().section(name).orElseThrow();
        if (!input.flag("enabled", true)) {
          continue;
        }
        String type = input.requiredText("input_type");
        String module = input.requiredText("module");
        if (!type.equals("spikes") || !SPIKE_MODULES.contains(module)) {
          problems.add(
              input.name("module") + " = " + module + " (input_type " + type
                  + ") is not supported; spikes from h5, sonata, csv and nwb are");
          continue;
        }
        var nodeSet = input.json().get("node_set");
        if (nodeSet == null) {
          problems.add(input.name("node_set") + " is missing: which virtual neurons fire these spikes?");
          continue;
        }
        inputs.add(new Input(name, input.requiredPath("input_file"), module, nodeSet, input.text("trial")));
      }
      return inputs;
    }

    private Output output(ConfigSection run) {
      var found = find("output");
      boolean overwrite = run.flag("overwrite_output_dir", true);
      if (found.isEmpty()) {
        var directory = run.file().resolveSibling("output");
        return new Output(
            directory, directory.resolve("spikes.h5"), Optional.empty(), Optional.empty(), SpikeOrder.BY_TIME, overwrite);
      }
      var output = found.get();
      Path directory = output.path("output_dir").orElse(output.file().resolveSibling("output"));
      return new Output(
          directory,
          file(output, "spikes_file", directory).orElse(directory.resolve("spikes.h5")),
          file(output, "spikes_file_csv", directory),
          file(output, "log_file", directory),
          order(output),
          output.flag("overwrite_output_dir", overwrite));
    }

    /**
     * The guide leaves open where a path is relative to: a mere name stands in the directory, anything else beside the
     * configuration.
     */
    private static Optional<Path> file(ConfigSection output, String key, Path directory) {
      return output.text(key).map(t -> Path.of(t).getNameCount() == 1 && !Path.of(t).isAbsolute() ? directory.resolve(t)
          : output.path(key).orElseThrow());
    }

    private SpikeOrder order(ConfigSection output) {
      String asked = output.text("spikes_sort_order").orElse("by_time");
      return switch (asked) {
        case "time", "by_time", "timestamps" -> SpikeOrder.BY_TIME;
        case "id", "by_id", "gid", "node_id" -> SpikeOrder.BY_ID;
        case "none", "unknown", "" -> SpikeOrder.NONE;
        default -> {
          problems.add(output.name("spikes_sort_order") + " = " + asked + " is not supported; by_time, by_id and none are");
          yield SpikeOrder.NONE;
        }
      };
    }

    private List<String> passedOver() {
      return files.stream()
          .flatMap(f -> f.keys().stream().filter(k -> !KNOWN.contains(k) && !UNSUPPORTED.contains(k)).map(f::name))
          .toList();
    }
  }
}
