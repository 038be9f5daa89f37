package org.ranvier.networks.experiment;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.ranks.Job;

/** What a run's directory says of where its results come from: in {@code statistics.json} under {@code run}, and the script itself. */
final class Provenance {
  private final RunManifest manifest;
  private final RunOptions options;
  private final long begunMs = System.currentTimeMillis();
  private final long begun = System.nanoTime();

  Provenance(RunManifest manifest, RunOptions options) {
    this.manifest = manifest;
    this.options = options;
  }

  /** Copies the script that is run, where one is; the digest stands in {@code run.json}. */
  void copyScript(Path directory) {
    if (manifest.origin().kind() != RunOrigin.Kind.SCRIPT) {
      return;
    }
    Path script = Path.of(manifest.origin().name());
    try {
      if (Files.isRegularFile(script) && RunOrigin.script(script, manifest.origin().arguments()).sha256().equals(manifest.origin().sha256())) {
        Files.copy(script, directory.resolve(OutputFiles.SCRIPT), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(directory.resolve(OutputFiles.SCRIPT), e);
    }
  }

  /**
   * Adds to the statistics what was run.
   *
   * @param status complete, cancelled or failed
   * @param files what was recorded
   * @param notes numbers of the run's own
   */
  void addTo(Path statistics, String status, Iterable<String> files, Map<String, Double> notes) {
    var run = new JsonObject();
    run.addProperty("status", status);
    run.addProperty("seed", manifest.seed());
    run.addProperty("threads", options.threads);
    run.addProperty("ranks", Job.ofThisProcess().launch().size());
    run.addProperty("begun", java.time.Instant.ofEpochMilli(begunMs).toString());
    run.addProperty("wall_s", (System.nanoTime() - begun) / 1e9);
    run.addProperty("duration_ms", manifest.durationMs());
    run.addProperty("warmup_ms", manifest.warmupMs());
    run.addProperty("ranvier", manifest.parts().getLast().ranvierVersion());
    run.addProperty("java", manifest.parts().getLast().javaVersion());
    run.addProperty(
        "machine", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch") + ", "
            + Runtime.getRuntime().availableProcessors() + " processors");
    run.addProperty("origin", manifest.origin().kind().name().toLowerCase(java.util.Locale.ROOT));
    run.addProperty("name", manifest.origin().name());
    run.addProperty("script_sha256", manifest.origin().sha256());
    var settings = new JsonObject();
    manifest.origin().settings().forEach(settings::addProperty);
    run.add("settings", settings);
    var arguments = new JsonArray();
    manifest.origin().arguments().forEach(arguments::add);
    run.add("arguments", arguments);
    var recorded = new JsonArray();
    files.forEach(recorded::add);
    run.add("recorded", recorded);
    var own = new JsonObject();
    notes.forEach(own::addProperty);
    run.add("notes", own);
    try {
      JsonObject root = Files.exists(statistics) ? JsonParser.parseString(Files.readString(statistics)).getAsJsonObject() : new JsonObject();
      root.add("run", run);
      WholeFile.write(
          statistics,
          new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().serializeSpecialFloatingPointValues().create().toJson(root) + "\n");
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(statistics, e);
    }
  }
}
