package org.ranvier.networks.sonata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ranvier.networks.export.SonataReportFile;
import org.ranvier.networks.sonata.NodePopulation.NodeGroup;
import org.ranvier.networks.sonata.SonataConfig.Report;
import org.ranvier.simulator.recording.StateTrace;

/** What a report holds of one population of nodes, out of the samples of its groups. */
final class ReportData {
  private final NodePopulation nodes;
  private final Report report;
  private final List<Column> columns = new ArrayList<>();

  private record Column(int place, boolean cell, String unit, double[] timesMs, double[] samples) {}

  ReportData(NodePopulation nodes, Report report) {
    this.nodes = nodes;
    this.report = report;
  }

  void add(NodeGroup group, int[] indices, StateTrace trace) {
    for (int i = 0; i < indices.length; i++) {
      columns.add(
          new Column(group.members()[indices[i]], group.model().isBiophysical(), trace.unit(), trace.timesMs(), trace.values()[i]));
    }
  }

  /** The frames from the start on, without one at the end of the time. */
  SonataReportFile.Population population() {
    columns.sort(Comparator.comparingInt(Column::place));
    int n = columns.size();
    double[] times = columns.getFirst().timesMs;
    int first = (int) Math.round(report.startMs() / report.intervalMs());
    int end = first;
    // A run that was cancelled has fewer samples.
    while (end < times.length && times[end] < report.endMs() - report.intervalMs() / 2) {
      end++;
    }
    float[][] data = new float[end - first][n];
    for (int c = 0; c < n; c++) {
      double[] samples = columns.get(c).samples;
      for (int t = first; t < end; t++) {
        data[t - first][c] = (float) samples[t];
      }
    }
    long[] ids = new long[n];
    int[] elements = new int[n];
    float[] positions = new float[n];
    for (int c = 0; c < n; c++) {
      ids[c] = nodes.ids()[columns.get(c).place];
      // The guide has ones for what is a single compartment; the soma of a cell is its section 0.
      elements[c] = columns.get(c).cell ? 0 : 1;
      positions[c] = columns.get(c).cell ? 0.5f : 1;
    }
    double asked = Math.ceil((report.endMs() - report.startMs()) / report.intervalMs() - 1e-9);
    double stop = end - first < asked ? report.startMs() + (end - first) * report.intervalMs() : report.endMs();
    return new SonataReportFile.Population(
        nodes.name(), ids, elements, positions, new double[] {report.startMs(), stop, report.intervalMs()},
        report.unit().orElse(columns.getFirst().unit), data);
  }
}
