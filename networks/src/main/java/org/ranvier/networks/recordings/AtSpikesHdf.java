package org.ranvier.networks.recordings;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.WritableGroup;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Samples at spikes in an HDF5 group: {@code time}, {@code neuron} or {@code source} and {@code target}, and each variable under its name, a number for each event. */
final class AtSpikesHdf {
  private static final String MARK = "at spikes";

  private AtSpikesHdf() {}

  static void put(WritableGroup group, AtSpikes s) {
    group.putAttribute("samples", MARK);
    group.putAttribute("kind", s.kind().name());
    group.putAttribute("owner", s.owner());
    group.putAttribute("variables", String.join("\n", s.variables()));
    group.putDataset("time", s.timesMs()).putAttribute("units", "ms");
    if (s.kind() == Series.Kind.SYNAPSES) {
      group.putDataset("source", s.first());
      group.putDataset("target", s.second());
    } else {
      group.putDataset("neuron", s.first());
    }
    for (int v = 0; v < s.variables().size(); v++) {
      group.putDataset(dataset(s.variables().get(v)), s.column(v)).putAttribute("units", s.units().get(v));
    }
  }

  static boolean is(Group group) {
    return group.getAttributes().containsKey("samples");
  }

  static AtSpikes read(Group group) {
    boolean synapses = text(group, "kind").equals(Series.Kind.SYNAPSES.name());
    List<String> variables = List.of(text(group, "variables").split("\n"));
    List<String> units = new ArrayList<>();
    double[] times = (double[]) ((Dataset) group.getChild("time")).getData();
    double[][] values = new double[times.length][variables.size()];
    for (int v = 0; v < variables.size(); v++) {
      var set = (Dataset) group.getChild(dataset(variables.get(v)));
      units.add(String.valueOf(set.getAttribute("units").getData()));
      double[] column = (double[]) set.getData();
      for (int k = 0; k < times.length; k++) {
        values[k][v] = column[k];
      }
    }
    return new AtSpikes(
        Series.Kind.valueOf(text(group, "kind")), text(group, "owner"), variables, units,
        (int[]) ((Dataset) group.getChild(synapses ? "source" : "neuron")).getData(),
        synapses ? (int[]) ((Dataset) group.getChild("target")).getData() : new int[0], times, values);
  }

  /** A variable is never called as one of the other datasets. */
  private static String dataset(String variable) {
    return variable.replace('/', '|');
  }

  private static String text(Group group, String attribute) {
    return String.valueOf(group.getAttribute(attribute).getData());
  }

  /** Writes a table with a row for each event. */
  static void csv(Path file, AtSpikes s) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(s.kind() == Series.Kind.SYNAPSES ? "time_ms,source,target" : "time_ms,neuron");
      out.write("," + String.join(",", s.variables()) + "\n");
      for (int k = 0; k < s.timesMs().length; k++) {
        out.write(s.timesMs()[k] + "," + s.first()[k]);
        if (s.second().length > 0) {
          out.write("," + s.second()[k]);
        }
        for (double v : s.values()[k]) {
          out.write("," + v);
        }
        out.write("\n");
      }
    }
  }
}
