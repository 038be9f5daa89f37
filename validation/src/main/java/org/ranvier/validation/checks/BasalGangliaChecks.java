package org.ranvier.validation.checks;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ranvier.networks.script.ScriptRunner;

/**
 * The script {@code BasalGanglia.java}, which writes the network of So, Kent & Grill 2012 (doi:10.1007/s10827-011-0366-4) in user-level
 * equations: in health, in Parkinson's disease, and stimulated at 130 Hz, means over three seeds of 3 s each. Errors in relaying and the
 * power of the internal pallidum between 13 and 35 Hz rise in the disease, and stimulation brings both down.
 */
final class BasalGangliaChecks {
  private static final String SCRIPT = "BasalGanglia.java";

  private BasalGangliaChecks() {}

  static List<Check> run() {
    List<JsonElement> results = results();
    double healthy = mean(results, "healthy", "beta");
    double parkinsonian = mean(results, "parkinsonian", "beta");
    double stimulated = mean(results, "stimulated", "beta");
    return List.of(
        check("healthy", "error index", mean(results, "healthy", "error_index"), 0.05),
        check("parkinsonian", "0.25/error index", 0.25 / mean(results, "parkinsonian", "error_index"), 1),
        check("stimulated", "error index", mean(results, "stimulated", "error_index"), 0.05),
        check("healthy", "GPi 13-35 Hz over parkinsonian", healthy / parkinsonian, 0.5),
        check("stimulated", "GPi 13-35 Hz over parkinsonian", stimulated / parkinsonian, 0.2));
  }

  private static Check check(String condition, String metric, double value, double bound) {
    return new Check("basal ganglia", condition, metric, value, bound);
  }

  private static double mean(List<JsonElement> results, String condition, String metric) {
    return results.stream()
        .map(JsonElement::getAsJsonObject)
        .filter(r -> r.get("condition").getAsString().equals(condition))
        .mapToDouble(r -> r.get(metric).getAsDouble())
        .average()
        .orElse(Double.NaN);
  }

  private static List<JsonElement> results() {
    try {
      Path directory = Files.createTempDirectory("ranvier-basal-ganglia");
      try (InputStream script = BasalGangliaChecks.class.getResourceAsStream("/examples/" + SCRIPT)) {
        if (script == null) {
          throw new IllegalStateException("the script " + SCRIPT + " is missing");
        }
        Files.copy(script, directory.resolve(SCRIPT));
        Path json = directory.resolve("results.json");
        if (ScriptRunner.run(directory.resolve(SCRIPT), List.of("--quiet", "true", "--json", json.toString()), System.err) != 0) {
          throw new IllegalStateException("the script " + SCRIPT + " failed");
        }
        return StreamSupport.stream(JsonParser.parseString(Files.readString(json)).getAsJsonArray().spliterator(), false).toList();
      } finally {
        try (Stream<Path> files = Files.walk(directory)) {
          files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
