package org.ranvier.networks.sonata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Network;
import org.ranvier.networks.export.SonataReportFile;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.sonata.SonataConfig.Report;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** The states that a configuration wants reported: a recorder for each group of neurons in each report. */
final class Reports {
  /** NEURON's name of the membrane potential, and ours. */
  private static final Map<String, String> NAMES = Map.of("v", "V_m", "V_m", "V_m");

  private static final long MOST_VALUES = Integer.MAX_VALUE / 4 - 16;

  /** What a recorder of the network records, in the order of the network's recorders. */
  private record Part(Report report, NodePopulation nodes, NodeGroup group, int[] indices) {}

  private final Network network;
  private final NodeSets sets;
  private final List<Part> parts = new ArrayList<>();

  Reports(Network network, NodeSets sets) {
    this.network = network;
    this.sets = sets;
  }

  void add(Report report, String user) {
    double ratio = report.startMs() / report.intervalMs();
    if (Math.abs(ratio - Math.rint(ratio)) > 1e-6) {
      throw new RanvierException(
          user + ": start_time " + report.startMs() + " ms is not a multiple of dt, " + report.intervalMs() + " ms");
    }
    long values = 0;
    boolean any = false;
    for (var entry : sets.resolve(report.cells(), user).entrySet()) {
      for (var group : entry.getKey().groups()) {
        if (!group.model().isVirtual()) {
          int count = record(report, user, entry.getKey(), group, entry.getValue());
          any |= count > 0;
          values += count;
        }
      }
    }
    if (!any) {
      throw new RanvierException(user + ": cells " + Shown.of(report.cells().toString()) + " holds virtual nodes only, which have no state");
    }
    double frames = (report.endMs() - report.startMs()) / report.intervalMs();
    if (frames * values > MOST_VALUES) {
      throw new RanvierException(
          user + ": " + (long) frames + " frames of " + values + " values are too many for a file; report fewer neurons, a shorter time,"
              + " or at a longer dt");
    }
  }

  private int record(Report report, String user, NodePopulation nodes, NodeGroup group, BitSet chosen) {
    var neurons = Clamps.neurons(network, group, chosen);
    if (neurons.isEmpty()) {
      return 0;
    }
    String variable = NAMES.getOrDefault(report.variable(), report.variable());
    var known = network.population(group.name()).model().variables().stream().map(v -> v.name()).toList();
    if (!known.contains(variable)) {
      throw new RanvierException(
          user + ": variable_name '" + Shown.of(report.variable()) + "' is not a variable of " + Shown.of(group.model().template())
              + " in " + nodes.where() + "; these are: " + known);
    }
    network.record(neurons.get(0), variable).every(Units.ms(report.intervalMs())).fromStart();
    parts.add(new Part(report, nodes, group, Clamps.indices(group, chosen)));
    return neurons.get(0).size();
  }

  /** The files that are to be written, in a directory. */
  List<Path> files(Path directory) {
    return parts.stream().map(Part::report).distinct().map(r -> file(directory, r)).toList();
  }

  private static Path file(Path directory, Report report) {
    return ConfigSection.below(directory, report.file(), "report '" + Shown.of(report.name()) + "': file_name");
  }

  /** Writes them from what the network's recorders have sampled. */
  List<Path> write(Path directory, List<StateTrace> traces, boolean overwrite) {
    var written = new ArrayList<Path>();
    var byReport = new LinkedHashMap<Report, Map<NodePopulation, ReportData>>();
    for (int p = 0; p < parts.size(); p++) {
      var part = parts.get(p);
      byReport.computeIfAbsent(part.report, r -> new LinkedHashMap<>())
          .computeIfAbsent(part.nodes, n -> new ReportData(n, part.report))
          .add(part.group, part.indices, traces.get(p));
    }
    byReport.forEach((report, populations) -> {
      Path file = file(directory, report);
      SonataReportFile.write(file, populations.values().stream().map(ReportData::population).toList(), overwrite);
      written.add(file);
    });
    return written;
  }
}
