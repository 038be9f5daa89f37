package org.ranvier.validation.checks;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Checks as a table for people or as JSON. */
final class CheckTable {
  private CheckTable() {}

  static String text(List<Check> checks) {
    int subject = width(checks, "model", Check::subject);
    int testCase = width(checks, "case", Check::testCase);
    int metric = width(checks, "metric", Check::metric);
    String row = "%-" + subject + "s  %-" + testCase + "s  %-" + metric + "s  %10s  %10s  %s%n";
    var text = new StringBuilder(String.format(Locale.ROOT, row, "model", "case", "metric", "error", "tolerance", "pass"));
    for (Check c : checks) {
      text.append(
          String.format(
              Locale.ROOT, row, c.subject(), c.testCase(), c.metric(), number(c.error()), number(c.tolerance()), c.pass() ? "yes" : "NO"));
    }
    long failed = checks.stream().filter(c -> !c.pass()).count();
    return text.append(String.format(Locale.ROOT, "%d of %d passed%n", checks.size() - failed, checks.size())).toString();
  }

  static String json(List<Check> checks) {
    var rows = new JsonArray();
    for (Check c : checks) {
      var row = new JsonObject();
      row.addProperty("model", c.subject());
      row.addProperty("case", c.testCase());
      row.addProperty("metric", c.metric());
      row.addProperty("error", Double.isFinite(c.error()) ? c.error() : null);
      row.addProperty("tolerance", c.tolerance());
      row.addProperty("pass", c.pass());
      rows.add(row);
    }
    return new GsonBuilder().serializeNulls().create().toJson(rows);
  }

  private static String number(double x) {
    return x == 0 ? "0" : String.format(Locale.ROOT, "%.2g", x);
  }

  private static int width(List<Check> checks, String title, Function<Check, String> column) {
    return checks.stream().map(column).mapToInt(String::length).reduce(title.length(), Math::max);
  }
}
