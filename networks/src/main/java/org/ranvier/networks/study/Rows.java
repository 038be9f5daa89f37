package org.ranvier.networks.study;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;

/** The finished trials of a run, a file each, from which a run that was killed goes on. */
final class Rows {
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private final Path out;

  Rows(Path out) {
    this.out = out;
  }

  /** Writes what all trials have in common, or refuses where earlier ones had something else. */
  void begin(Study study, Settings settings, double durationMs, String network, boolean resumed) {
    String text = new GsonBuilder().setPrettyPrinting().create().toJson(common(study, settings, durationMs, network));
    Path file = out.resolve(OutputFiles.PLAN);
    try {
      if (resumed) {
        refuseOther(file, JsonParser.parseString(text).getAsJsonObject());
      }
      WholeFile.write(file, text);
      Files.createDirectories(out.resolve(OutputFiles.ROWS));
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  static JsonObject common(Study study, Settings settings, double durationMs, String network) {
    var json = new JsonObject();
    json.addProperty("study", study.name());
    json.addProperty("duration_ms", durationMs);
    study.settings().stream().filter(s -> !s.isText()).forEach(s -> json.addProperty(s.name(), settings.get(s.name())));
    study.settings().stream().filter(Setting::isText).forEach(s -> json.addProperty(s.name(), settings.text(s.name())));
    json.addProperty("network", Integer.toHexString(network.hashCode()));
    return json;
  }

  private void refuseOther(Path file, JsonObject now) throws IOException {
    JsonObject before;
    try {
      before = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new RanvierException(file + " is damaged; the run in " + out + " cannot be resumed. Replace it with --overwrite", e);
    }
    for (String key : now.keySet()) {
      if (!now.get(key).equals(before.get(key))) {
        throw new RanvierException(
            "the run in " + out + " had " + (key.equals("network") ? "a network that was described differently" : key + " = " + before.get(key))
                + (key.equals("network") ? "" : ", not " + now.get(key)) + "; resume it as it was, or begin a new one in another directory with --out");
      }
    }
  }

  /** A trial that is finished. */
  Optional<Trial> read(String condition, long seed) {
    Path file = file(condition, seed);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), Trial.class));
    } catch (IOException | RuntimeException e) { // Gson throws many kinds
      throw new RanvierException("row " + file + " is damaged; remove it, and its trial is run again", e);
    }
  }

  /** Trials as text, to be told to another rank. */
  static String text(List<Trial> trials) {
    return GSON.toJson(trials);
  }

  /** The trials of such a text. */
  static List<Trial> trials(String text) {
    return List.of(GSON.fromJson(text, Trial[].class));
  }

  void write(Trial trial) {
    Path file = file(trial.condition(), trial.seed());
    try {
      WholeFile.write(file, GSON.toJson(trial));
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  private Path file(String condition, long seed) {
    return out.resolve(OutputFiles.ROWS).resolve(fileName(condition, seed) + ".json");
  }

  /** Under which a trial's files are kept. */
  static String fileName(String condition, long seed) {
    return condition.replaceAll("[^A-Za-z0-9+=._-]", "~") + "-" + seed;
  }

  /** A table for other programs, a line for each trial. */
  static String csv(StudyResult result) {
    var text = new StringBuilder("condition,seed,learnt");
    result.study().measures().forEach(m -> text.append(',').append(m.name()));
    text.append(",real_time_factor\n");
    for (Trial t : result.trials()) {
      text.append(t.condition()).append(',').append(t.seed()).append(',').append(t.learnt() ? 1 : 0);
      List<Double> values = t.measures();
      values.forEach(x -> text.append(',').append(Double.isNaN(x) ? "" : Double.toString(x)));
      text.append(',').append(String.format(Locale.ROOT, "%.6f", t.realTimeFactor())).append('\n');
    }
    return text.toString();
  }
}
