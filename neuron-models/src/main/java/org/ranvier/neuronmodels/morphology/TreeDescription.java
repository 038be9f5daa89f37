package org.ranvier.neuronmodels.morphology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A divided cell as text. */
final class TreeDescription {
  private TreeDescription() {}

  static String of(CompartmentTree tree) {
    int joints = (int) IntStream.range(0, tree.count()).filter(tree::isJoint).count();
    double area = 0;
    double length = 0;
    for (int i = 0; i < tree.count(); i++) {
      area += tree.areaUm2()[i];
      length += tree.lengthUm()[i];
    }
    return String.format(
            Locale.ROOT,
            "%d sections, %d compartments and %d joints, %.1f um long in all, membrane of %.1f um2%n%n",
            tree.sections().size(), tree.count() - joints, joints, length, area)
        + table(sections(tree))
        + System.lineSeparator()
        + table(compartments(tree));
  }

  private static List<String[]> sections(CompartmentTree tree) {
    var rows = new ArrayList<String[]>();
    rows.add(new String[] {"section", "labels", "on", "order", "length (um)", "area (um2)", "compartments"});
    for (var section : tree.sections()) {
      double area = 0;
      for (int i : section.compartments()) {
        area += tree.areaUm2()[i];
      }
      int[] own = section.compartments();
      rows.add(
          new String[] {
            section.name(),
            String.join(" ", section.labels().stream().sorted().toList()),
            section.parent() < 0 ? "–" : tree.sections().get(section.parent()).name(),
            Integer.toString(section.order()),
            number(section.lengthUm()),
            number(area),
            own.length == 1 ? Integer.toString(own[0]) : own[0] + "…" + own[own.length - 1]
          });
    }
    return rows;
  }

  private static List<String[]> compartments(CompartmentTree tree) {
    var rows = new ArrayList<String[]>();
    rows.add(
        new String[] {
          "compartment", "section", "parent", "distance (um)", "length (um)", "diameter (um)", "area (um2)", "to parent (MOhm)"
        });
    for (int i = 0; i < tree.count(); i++) {
      boolean joint = tree.isJoint(i);
      rows.add(
          new String[] {
            Integer.toString(i),
            tree.sections().get(tree.section()[i]).name() + (joint ? " (joint)" : ""),
            tree.parent()[i] < 0 ? "–" : Integer.toString(tree.parent()[i]),
            number(tree.distanceUm()[i]),
            joint ? "–" : number(tree.lengthUm()[i]),
            number(tree.diameterUm()[i]),
            joint ? "–" : number(tree.areaUm2()[i]),
            i == 0 ? "–" : number(tree.axialResistanceMOhm()[i])
          });
    }
    return rows;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 1 && value != 0 ? "%.4g" : "%.3f", value);
  }

  /** Text columns to the left, those of numbers, which are the ones behind the third, to the right. */
  private static String table(List<String[]> rows) {
    int[] widths = new int[rows.getFirst().length];
    for (var row : rows) {
      Arrays.setAll(widths, c -> Math.max(widths[c], row[c].length()));
    }
    var text = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int c = 0; c < row.length; c++) {
        line.append("  ").append(String.format(Locale.ROOT, (c < 3 ? "%-" : "%") + widths[c] + "s", row[c]));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
