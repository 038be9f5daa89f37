package org.ranvier.networks.sweep;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;

/** What stands in the directory of a sweep. */
public record SweepFiles(Path directory) {
  static final String COMPLETE = "complete";
  static final String CANCELLED = "cancelled";
  private static final String PLAN = "sweep.json";
  private static final String TRIALS = "trials";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /**
   * How a trial has ended.
   *
   * @param status complete, cancelled or failed
   * @param message the last line of its output, where it failed
   */
  record Ended(int trial, String status, double wallSeconds, String message) {
    boolean isComplete() {
      return status.equals(COMPLETE);
    }
  }

  /** Whether there is a sweep in the directory. */
  public boolean exist() {
    return Files.exists(plan());
  }

  private Path plan() {
    return directory.resolve(PLAN);
  }

  Path table() {
    return directory.resolve("sweep.csv");
  }

  /** The table as HDF5. */
  Path hdf() {
    return directory.resolve("sweep.h5");
  }

  Path picture() {
    return directory.resolve("sweep.png");
  }

  /** The directory of a trial's run. */
  Path run(int trial) {
    return directory.resolve(TRIALS).resolve(String.format(Locale.ROOT, "%04d", trial));
  }

  /** What a trial printed. */
  Path output(int trial) {
    return run(trial).resolveSibling(run(trial).getFileName() + ".txt");
  }

  private Path ended(int trial) {
    return run(trial).resolveSibling(run(trial).getFileName() + ".json");
  }

  /** The sweep that is in the directory. */
  public Sweep read() {
    if (!exist()) {
      throw new RanvierException("there is no sweep in " + directory + " that could be resumed; leave --resume out to begin one, with --out " + directory);
    }
    try {
      Sweep sweep = GSON.fromJson(Files.readString(plan()), Sweep.class);
      if (sweep == null) {
        throw new JsonParseException("it is empty");
      }
      return sweep;
    } catch (IOException | RuntimeException e) { // Gson throws many kinds
      throw new RanvierException(plan() + " is damaged (" + e.getMessage() + "); the sweep cannot be resumed, begin it again in another directory", e);
    }
  }

  /**
   * Writes what the sweep is.
   *
   * @throws RanvierException if there is another one in the directory; one with fewer seeds may be continued with more
   */
  public void begin(Sweep sweep) {
    if (exist()) {
      requireSame(sweep);
    }
    try {
      Files.createDirectories(directory.resolve(TRIALS));
      if (!exist() || !read().equals(sweep)) {
        // Tasks of a job array may all do this at once, with the same text.
        Path own = Files.createTempFile(directory, PLAN, WholeFile.SUFFIX);
        Files.writeString(own, GSON.toJson(sweep) + "\n");
        Files.move(own, plan(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(plan(), e);
    }
  }

  /** Refuses a directory in which another rank has begun a sweep that is not seen here. */
  void requireShared(Sweep sweep) {
    if (!exist() || !read().equals(sweep)) {
      throw new RanvierException("the directory " + directory + ", in which rank 0 has begun the sweep, is another one on this machine; choose one with --out that all"
          + " machines see");
    }
  }

  /** Refuses another sweep than the one that is there; it may have more seeds. */
  public void requireSame(Sweep now) {
    Sweep before = read();
    JsonObject was = GSON.toJsonTree(before).getAsJsonObject();
    JsonObject is = GSON.toJsonTree(now).getAsJsonObject();
    for (String key : List.of("name", "sha256", "fixed", "factors", "seed")) {
      if (!was.get(key).equals(is.get(key))) {
        String what = switch (key) {
          case "sha256" -> "another text of " + before.name();
          case "factors" -> words(before.factors());
          case "fixed" -> "settings " + before.fixed();
          default -> key + " " + was.get(key);
        };
        String instead = switch (key) {
          case "sha256" -> "";
          case "factors" -> ", not " + words(now.factors());
          case "fixed" -> ", not " + now.fixed();
          default -> ", not " + is.get(key);
        };
        throw new RanvierException(
            "the sweep in " + directory + " has " + what + instead + "; resume it as it was, with --resume DIR alone, or begin another with --out");
      }
    }
    if (now.seeds() < before.seeds()) {
      throw new RanvierException(
          "the sweep in " + directory + " has " + before.seeds() + " seeds, more than --seeds " + now.seeds() + "; give as many, or more");
    }
  }

  private static String words(List<Factor> factors) {
    var words = new ArrayList<String>();
    factors.forEach(f -> words.add(f.name() + "=" + String.join(",", f.values())));
    return words.isEmpty() ? "no factors" : "the factors " + String.join(" ", words);
  }

  /** Notes how a trial has ended. */
  void write(Ended ended) {
    try {
      WholeFile.write(ended(ended.trial()), GSON.toJson(ended) + "\n");
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(ended(ended.trial()), e);
    }
  }

  /** How a trial has ended, if it has. */
  Optional<Ended> readEnded(int trial) {
    try {
      return Files.exists(ended(trial)) ? Optional.ofNullable(GSON.fromJson(Files.readString(ended(trial)), Ended.class)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // it is run again
    }
  }

  /** The statistics of a trial, where it has written some. */
  Optional<JsonObject> statistics(int trial) {
    Path file = run(trial).resolve(OutputFiles.STATISTICS);
    try {
      JsonElement json = Files.exists(file) ? JsonParser.parseString(Files.readString(file)) : null;
      return json != null && json.isJsonObject() ? Optional.of(json.getAsJsonObject()) : Optional.empty();
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }
}
