package org.ranvier.networks.sonata;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ranvier.networks.sonata.SonataConfig.ClampInput;
import org.ranvier.networks.sonata.SonataConfig.Pulse;
import org.ranvier.networks.sonata.SonataConfig.SpikeInput;
import org.ranvier.simulator.RanvierException;

/** Reads the section {@code inputs} of a configuration. */
final class InputReader {
  private static final Set<String> SPIKE_MODULES = Set.of("h5", "sonata", "csv", "nwb");
  private static final Set<String> CLAMP_TYPES = Set.of("current_clamp", "csv", "file");
  private static final Set<String> SOMA_ONLY = Set.of("electrode_file", "section_index", "section_dist", "section_name");

  private final ConfigSection section;
  private final ConfigurationProblems problems;

  /** One of the two. */
  record Input(Optional<SpikeInput> spikes, Optional<ClampInput> clamp) {}

  InputReader(ConfigSection section, ConfigurationProblems problems) {
    this.section = section;
    this.problems = problems;
  }

  List<Input> inputs() {
    var inputs = new ArrayList<Input>();
    for (var name : section.keys()) {
      problems.attempt(() -> section.section(name).filter(i -> i.flag("enabled", true)).flatMap(i -> read(name, i)))
          .flatMap(i -> i).ifPresent(inputs::add);
    }
    return inputs;
  }

  private Optional<Input> read(String name, ConfigSection input) {
    String type = input.requiredText("input_type");
    String module = input.requiredText("module");
    boolean spikes = type.equals("spikes") && SPIKE_MODULES.contains(module);
    boolean clamp = CLAMP_TYPES.contains(type) && module.equalsIgnoreCase("IClamp");
    if (!spikes && !clamp) {
      throw new RanvierException(
          input.name("module") + " = " + Shown.of(module) + " (input_type " + Shown.of(type)
              + ") is not supported; spikes from h5, sonata, csv and nwb are, and current_clamp of IClamp");
    }
    var nodeSet = nodeSet(input, spikes ? "which virtual neurons fire these spikes?" : "into which neurons does the current flow?");
    if (spikes) {
      var read = new SpikeInput(name, input.requiredPath("input_file"), module, nodeSet, input.text("trial"));
      return Optional.of(new Input(Optional.of(read), Optional.empty()));
    }
    for (var key : SOMA_ONLY) {
      if (input.has(key) && !isSoma(input, key)) {
        problems.add(input.name(key) + " is not supported; currents flow into the middle of the soma");
      }
    }
    var pulses = type.equals("current_clamp") ? pulses(input) : table(input);
    return Optional.of(new Input(Optional.empty(), Optional.of(new ClampInput(name, nodeSet, pulses))));
  }

  private static boolean isSoma(ConfigSection input, String key) {
    String said = Shown.of(input.json().get(key).toString());
    return switch (key) {
      case "section_name" -> said.equals("\"soma\"");
      case "section_index" -> said.equals("0");
      case "section_dist" -> said.equals("0.5");
      default -> false;
    };
  }

  private static JsonElement nodeSet(ConfigSection input, String question) {
    var nodeSet = input.json().get("node_set");
    if (nodeSet == null || nodeSet.isJsonNull()) {
      throw new RanvierException(input.name("node_set") + " is missing: " + question);
    }
    return nodeSet;
  }

  /** Amplitudes with delays and durations: one of each, or lists that are as long as each other. */
  private static List<Pulse> pulses(ConfigSection input) {
    double[] amplitudes = required(input, "amp");
    double[] starts = required(input, "delay");
    double[] durations = required(input, "duration");
    if (starts.length != amplitudes.length || durations.length != amplitudes.length) {
      throw new RanvierException(
          input.name("amp") + " has " + amplitudes.length + " values, delay " + starts.length + " and duration " + durations.length
              + "; each pulse needs one of each");
    }
    var pulses = new ArrayList<Pulse>();
    for (int k = 0; k < amplitudes.length; k++) {
      requireTime(starts[k], input.name("delay"));
      requireTime(durations[k], input.name("duration"));
      pulses.add(new Pulse(starts[k], starts[k] + durations[k], finite(amplitudes[k], input.name("amp"))));
    }
    return pulses;
  }

  private static double[] required(ConfigSection input, String key) {
    return input.numbers(key).orElseThrow(() -> new RanvierException(input.name(key) + " is missing"));
  }

  private static void requireTime(double ms, String what) {
    if (!(ms >= 0 && Double.isFinite(ms))) {
      throw new RanvierException(what + " = " + ms + " ms must be 0 or above, and finite");
    }
  }

  private static double finite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new RanvierException(what + " = " + value + " is no amplitude");
    }
    return value;
  }

  /** A table of times and amplitudes, each of which holds until the next; the last one to the end. */
  private static List<Pulse> table(ConfigSection input) {
    Path file = input.path("file").or(() -> input.path("input_file")).orElseThrow(
        () -> new RanvierException(input.name("file") + " is missing: the table of times and amplitudes"));
    char separator = input.text("separator").filter(s -> s.length() == 1 && !s.isBlank()).map(s -> s.charAt(0)).orElse(' ');
    var table = SpacedText.read(file, separator);
    int times = column(table, input.text("timestamps_column").orElse("timestamps"));
    int amplitudes = column(table, input.text("amplitudes_column").orElse("amps"));
    int n = table.rows().size();
    var pulses = new ArrayList<Pulse>();
    for (int r = 0; r < n; r++) {
      double start = table.number(r, times);
      double stop = r + 1 < n ? table.number(r + 1, times) : Double.POSITIVE_INFINITY;
      requireTime(start, file + ", line " + table.lines().get(r) + ": time");
      if (!(stop > start)) {
        throw table.wrong(r + 1, "time " + stop + " ms must be above the one before, " + start + " ms");
      }
      pulses.add(new Pulse(start, stop, table.number(r, amplitudes)));
    }
    return pulses;
  }

  private static int column(SpacedText table, String name) {
    int column = table.column(name);
    if (column < 0) {
      throw new RanvierException(
          table.file() + " has no column '" + Shown.of(name) + "'; it has " + Shown.of(table.header().toString())
              + "; timestamps_column and amplitudes_column name others");
    }
    return column;
  }
}
