package org.ranvier.networks.sweep;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.networks.sweep.Sweep.Trial;
import org.ranvier.networks.sweep.SweepFiles.Ended;

/**
 * One row for each trial: what was varied, how it ended, and the numbers of its statistics.
 *
 * @param measures the names of all numbers, in the order in which they first come
 */
record SweepTable(Sweep sweep, List<Row> rows, List<String> measures) {
  private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

  /** A trial; {@code values} are of those that are complete. */
  record Row(Trial trial, Ended ended, Map<String, Double> values) {}

  static SweepTable read(Sweep sweep, SweepFiles files) {
    var rows = new ArrayList<Row>();
    Set<String> measures = new LinkedHashSet<>();
    for (Trial trial : sweep.trials()) {
      Ended ended = files.readEnded(trial.number()).orElse(new Ended(trial.number(), "missing", Double.NaN, ""));
      var values = new LinkedHashMap<String, Double>();
      if (ended.isComplete()) {
        files.statistics(trial.number()).ifPresent(json -> values.putAll(numbers(json)));
      }
      measures.addAll(values.keySet());
      rows.add(new Row(trial, ended, values));
    }
    return new SweepTable(sweep, rows, List.copyOf(measures));
  }

  /** The numbers of a run's statistics: {@code E.rate_hz.mean} of populations, medians of a study's conditions, and what a script notes. */
  static Map<String, Double> numbers(JsonObject statistics) {
    var numbers = new LinkedHashMap<String, Double>();
    each(statistics.get("populations"), "population", numbers);
    each(statistics.get("conditions"), "condition", numbers);
    if (statistics.get("run") instanceof JsonObject run && run.get("notes") instanceof JsonObject notes) {
      add("", notes, numbers);
    }
    return numbers;
  }

  private static void each(JsonElement list, String named, Map<String, Double> numbers) {
    if (list instanceof JsonArray array) {
      array.forEach(e -> add(e.getAsJsonObject().get(named).getAsString() + ".", e.getAsJsonObject(), numbers));
    }
  }

  private static void add(String prefix, JsonObject object, Map<String, Double> numbers) {
    for (var entry : object.entrySet()) {
      JsonElement value = entry.getValue();
      if (value.isJsonObject()) {
        add(prefix + entry.getKey() + ".", value.getAsJsonObject(), numbers);
      } else if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
        numbers.put(prefix + entry.getKey(), value.getAsDouble());
      } else if (value.isJsonNull()) {
        numbers.put(prefix + entry.getKey(), Double.NaN); // its column is needed all the same
      }
    }
  }

  void write(SweepFiles files) {
    try {
      WholeFile.write(files.table(), csv());
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(files.table(), e);
    }
    try {
      WholeFile.write(files.hdf(), this::hdf);
    } catch (IOException | HdfException e) {
      throw OutputDirectory.cannotWrite(files.hdf(), new IOException(e));
    }
  }

  /** A dataset for each column, with an entry for each trial: {@code factors/NAME} are numbers where all values are, and else texts; not a number is what is missing. */
  private void hdf(Path file) {
    try (var hdf = HdfFile.write(file)) {
      hdf.putAttribute("format", "ranvier-sweep 1");
      hdf.putAttribute("of", sweep.name());
      hdf.putDataset("trial", rows.stream().mapToInt(r -> r.trial().number()).toArray());
      hdf.putDataset("seed", rows.stream().mapToLong(r -> r.trial().seed()).toArray());
      hdf.putDataset("status", rows.stream().map(r -> r.ended().status()).toArray(String[]::new));
      hdf.putDataset("wall", rows.stream().mapToDouble(r -> r.ended().wallSeconds()).toArray()).putAttribute("units", "s");
      WritableGroup factors = hdf.putGroup("factors");
      for (Factor factor : sweep.factors()) {
        List<String> values = rows.stream().map(r -> r.trial().values().getOrDefault(factor.name(), "")).toList();
        boolean numbers = values.stream().allMatch(v -> v.matches(NUMBER));
        factors.putDataset(dataset(factor.name()), numbers ? values.stream().mapToDouble(Double::parseDouble).toArray() : values.toArray(String[]::new));
      }
      WritableGroup of = hdf.putGroup("measures");
      for (String measure : measures) {
        of.putDataset(dataset(measure), rows.stream().mapToDouble(r -> r.values().getOrDefault(measure, Double.NaN)).toArray());
      }
    }
  }

  /** A name without what would divide it into a group and a dataset. */
  private static String dataset(String name) {
    return name.replace('/', '|');
  }

  String csv() {
    var text = new StringBuilder("trial");
    sweep.factors().forEach(f -> text.append(',').append(quoted(f.name())));
    text.append(",seed,status,wall_s");
    measures.forEach(m -> text.append(',').append(quoted(m)));
    text.append('\n');
    for (Row row : rows) {
      text.append(row.trial().number());
      row.trial().values().values().forEach(v -> text.append(',').append(quoted(v)));
      text.append(',').append(row.trial().seed()).append(',').append(row.ended().status()).append(',').append(number(row.ended().wallSeconds()));
      measures.forEach(m -> text.append(',').append(number(row.values().getOrDefault(m, Double.NaN))));
      text.append('\n');
    }
    return text.toString();
  }

  private static String number(double x) {
    return Double.isNaN(x) ? "" : Double.toString(x);
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
