package org.ranvier.networks.sonata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ranvier.networks.sonata.SonataConfig.Report;
import org.ranvier.networks.sonata.SonataConfig.Run;
import org.ranvier.simulator.RanvierException;

/** Reads the section {@code reports} of a configuration. */
final class ReportReader {
  private static final Set<String> MODULES = Set.of("membrane_report", "multimeter_report", "compartment_report");

  private final ConfigSection section;
  private final Run run;
  private final ConfigurationProblems problems;

  ReportReader(ConfigSection section, Run run, ConfigurationProblems problems) {
    this.section = section;
    this.run = run;
    this.problems = problems;
  }

  List<Report> reports() {
    var reports = new ArrayList<Report>();
    for (var name : section.keys()) {
      problems.attempt(
          () -> section.section(name).filter(r -> r.flag("enabled", true)).ifPresent(r -> reports.add(read(name, r))));
    }
    return reports;
  }

  private Report read(String name, ConfigSection report) {
    String module = report.text("module").orElse("membrane_report");
    if (!MODULES.contains(module)) {
      throw new RanvierException(
          section.name(name) + " (module " + Shown.of(module) + ") is not supported; membrane_report and multimeter_report are;"
              + " remove it, or set \"enabled\": false");
    }
    String format = report.text("format").orElse("HDF5");
    if (!format.toUpperCase(Locale.ROOT).equals("HDF5")) {
      throw new RanvierException(report.name("format") + " = " + Shown.of(format) + " is not supported; HDF5 is");
    }
    var cells = report.json().get("cells");
    if (cells == null || cells.isJsonNull()) {
      throw new RanvierException(report.name("cells") + " is missing: of which neurons is '" + name(name) + "'?");
    }
    if (report.has("electrode_channels") || report.has("electrode_positions")) {
      problems.add(report.name("electrode_channels") + " is not supported; reports are of the membrane");
    }
    double start = time(report, "start_time", 0);
    double end = Math.min(time(report, "end_time", run.durationMs()), run.durationMs());
    double interval = time(report, "dt", run.resolutionMs());
    if (!(start < end) || !(interval > 0)) {
      throw new RanvierException(
          section.name(name) + ": from " + start + " to " + end + " ms every " + interval + " ms there is nothing to report");
    }
    return new Report(
        name, cells, variable(report), report.text("sections").orElse("soma"), start, end, interval, report.text("unit"),
        report.text("file_name").orElse(name + ".h5"));
  }

  private static String name(String name) {
    return Shown.of(name);
  }

  private static double time(ConfigSection report, String key, double otherwise) {
    double ms = report.number(key).orElse(otherwise);
    if (!(ms >= 0 && Double.isFinite(ms))) {
      throw new RanvierException(report.name(key) + " = " + ms + " ms must be 0 or above, and finite");
    }
    return ms;
  }

  /** A name, or a list of one. */
  private static String variable(ConfigSection report) {
    if (report.has("variable_name") && report.json().get("variable_name").isJsonArray()) {
      var list = report.json().getAsJsonArray("variable_name");
      if (list.size() == 1 && list.get(0).isJsonPrimitive()) {
        return list.get(0).getAsString();
      }
      throw new RanvierException(
          report.name("variable_name") + " = " + Shown.of(list.toString()) + " must be one name; write a report for each variable");
    }
    return report.requiredText("variable_name");
  }
}
