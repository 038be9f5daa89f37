package org.ranvier.networks.sonata;

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
import org.ranvier.networks.sonata.SonataConfig.Files;
import org.ranvier.networks.sonata.SonataConfig.Output;
import org.ranvier.networks.sonata.SonataConfig.Run;
import org.ranvier.simulator.RanvierException;

/** Puts the parts of a configuration together; a section may stand in any of its files. What is not supported is noted as a problem. */
final class ConfigReader {
  private static final double DEFAULT_RESOLUTION_MS = 0.1;
  private static final Set<String> KNOWN = Set.of(
      "manifest", "network", "simulation", "networks", "components", "run", "inputs", "output", "conditions", "target_simulator",
      "node_sets_file", "node_sets", "reports", "version", "config_path", "config_dir", "metadata");
  private static final Set<String> UNSUPPORTED = Set.of("connection_overrides", "node_set", "gap_junctions", "beta_features");

  private final ConfigSection top;
  private final List<ConfigSection> files;
  private final ConfigurationProblems problems;

  private ConfigReader(ConfigSection top, List<ConfigSection> files, ConfigurationProblems problems) {
    this.top = top;
    this.files = files;
    this.problems = problems;
  }

  static SonataConfig read(Path file, ConfigurationProblems problems) {
    var top = ConfigSection.read(file, Optional.empty());
    var simulation = top.path("simulation").map(p -> ConfigSection.read(p, Optional.of(top))).orElse(top);
    var named = simulation.has("network") ? simulation : top;
    var circuit = named.path("network").map(p -> ConfigSection.read(p, Optional.of(named))).orElse(simulation);
    return new ConfigReader(top, Stream.of(simulation, circuit, top).distinct().toList(), problems).config();
  }

  private SonataConfig config() {
    var networks = find("networks").orElseThrow(
        () -> new RanvierException(
            top.file()
                + ": there is no section 'networks', here or in the file that 'network' names; it lists the nodes and edges"));
    var run = find("run").orElseThrow(
        () -> new RanvierException(top.file() + ": there is no section 'run'; it needs 'tstop', the duration in ms"));
    refuse(networks, run);
    var times = run(run);
    var output = output(run);
    var inputs = new ArrayList<InputReader.Input>();
    find("inputs").ifPresent(section -> inputs.addAll(new InputReader(section, problems).inputs()));
    var reports = new ArrayList<SonataConfig.Report>();
    files.forEach(f -> problems.attempt(() -> f.section("reports").ifPresent(s -> reports.addAll(new ReportReader(s, times, problems).reports()))));
    return new SonataConfig(
        top.file(),
        entries(networks, "nodes", "nodes_file", "node_types_file"),
        entries(networks, "edges", "edges_file", "edge_types_file"),
        components(),
        files.stream().flatMap(f -> Stream.of("node_sets_file", "node_sets").flatMap(k -> path(f, k))).findFirst(),
        times,
        inputs.stream().flatMap(i -> i.spikes().stream()).toList(),
        inputs.stream().flatMap(i -> i.clamp().stream()).toList(),
        reports,
        output,
        passedOver(),
        files.stream().map(ConfigSection::file).toList());
  }

  private static Stream<Path> path(ConfigSection file, String key) {
    return file.has(key) && file.json().get(key).isJsonPrimitive() ? file.path(key).stream() : Stream.empty();
  }

  private Optional<ConfigSection> find(String key) {
    return files.stream().flatMap(f -> f.section(key).stream()).findFirst();
  }

  /** The files of a list, without those that are not enabled. */
  private List<Files> entries(ConfigSection networks, String key, String data, String types) {
    var found = new ArrayList<Files>();
    for (var entry : networks.list(key)) {
      problems.attempt(() -> {
        if (entry.flag("enabled", true)) {
          boolean none = entry.text(types).map(t -> t.isEmpty() || t.equals("NULL")).orElse(true);
          found.add(new Files(entry.requiredPath(data), none ? Optional.empty() : entry.path(types)));
        }
      });
    }
    return found;
  }

  private Map<String, Path> components() {
    var components = new LinkedHashMap<String, Path>();
    for (var file : files) {
      problems.attempt(() -> file.section("components").ifPresent(
          s -> s.keys().forEach(k -> s.path(k).ifPresent(p -> components.putIfAbsent(k, p)))));
    }
    return components;
  }

  private Run run(ConfigSection run) {
    var conditions = find("conditions");
    return new Run(
        positive(run, "tstop", Optional.empty()),
        positive(run, "dt", Optional.of(DEFAULT_RESOLUTION_MS)),
        run.number("spike_threshold").orElse(-15.0),
        positive(run, "dL", Optional.of(20.0)),
        conditions.flatMap(c -> c.number("celsius")).orElse(34.0),
        conditions.flatMap(c -> c.number("v_init")));
  }

  private double positive(ConfigSection section, String key, Optional<Double> otherwise) {
    double value = section.number(key).or(() -> otherwise).orElseThrow(
        () -> new RanvierException(section.name(key) + " is missing"));
    if (!(value > 0 && Double.isFinite(value))) {
      problems.add(
          String.format(Locale.ROOT, "%s = %s %s must be positive", section.name(key), value, key.equals("dL") ? "um" : "ms"));
      return 1;
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
    }
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
    return output.text(key).map(t -> {
      Path beside = ConfigSection.below(directory, t, output.name(key)); // refuses what is no path
      return t.contains("/") ? output.path(key).orElseThrow() : beside;
    });
  }

  private SpikeOrder order(ConfigSection output) {
    String asked = output.text("spikes_sort_order").orElse("by_time");
    return switch (asked) {
      case "time", "by_time", "timestamps" -> SpikeOrder.BY_TIME;
      case "id", "by_id", "gid", "node_id" -> SpikeOrder.BY_ID;
      case "none", "unknown", "" -> SpikeOrder.NONE;
      default -> {
        problems.add(
            output.name("spikes_sort_order") + " = " + Shown.of(asked) + " is not supported; by_time, by_id and none are");
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
