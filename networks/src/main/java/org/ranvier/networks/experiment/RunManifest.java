package org.ranvier.networks.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.SynapseStorage;
import org.ranvier.networks.TimeRounding;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What a run's directory says of the run, in {@code run.json}: enough to go on with it, or to run it again.
 *
 * @param format always {@code ranvier-run}
 * @param formatVersion version of the format
 * @param origin what was run
 * @param experiment which of the experiments of a script, from 1 on
 * @param seed seed of all random draws
 * @param warmupMs time simulated before recording began
 * @param durationMs time to be recorded
 * @param roundTimes what was said of times that are not on the grid, if anything was
 * @param synapses whether they were said to be stored or procedural, if anything was said
 * @param checkpointEveryMs interval of checkpoints; 0 where there is none
 * @param checkpointAtMs times of further ones
 * @param plots whether pictures are drawn
 * @param forkedFrom the checkpoint that it started from; none if it started from the description
 * @param parts who did what of it, in order
 */
public record RunManifest(
    String format, int formatVersion, RunOrigin origin, int experiment, long seed, double warmupMs, double durationMs,
    @Nullable TimeRounding roundTimes, @Nullable SynapseStorage synapses,
    double checkpointEveryMs, List<Double> checkpointAtMs, boolean plots, @Nullable String forkedFrom,
    List<Part> parts) {
  private static final String FORMAT = "ranvier-run";
  private static final int VERSION = 1;
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /**
   * A part of a run, done by one process.
   *
   * @param fromMs where it began
   * @param threads worker threads
   */
  public record Part(double fromMs, int threads, String ranvierVersion, String javaVersion) {
    /** The one that begins now. */
    public static Part now(double fromMs, int threads) {
      String version = RunManifest.class.getPackage().getImplementationVersion();
      return new Part(fromMs, threads, version == null ? "development" : version, Runtime.version().toString());
    }

    @Override
    public String toString() {
      return "Ranvier " + ranvierVersion + ", Java " + javaVersion + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
  }

  public RunManifest {
    checkpointAtMs = List.copyOf(checkpointAtMs);
    parts = List.copyOf(parts);
  }

  /** The manifest of a run that begins. */
  static RunManifest of(RunOrigin origin, int experiment, RunOptions options, double warmupMs, double durationMs) {
    return new RunManifest(
        FORMAT, VERSION, origin, experiment, options.seed, warmupMs, durationMs, options.rounding, options.synapses, options.checkpointEveryMs(),
        options.checkpointAtMs(), options.plots(), null, List.of(Part.now(0, options.threads)));
  }

  /** Writes the manifest of a run that begins, of which nothing but what the command line was asked for is known. */
  public static void write(Path directory, RunOptions options, double durationMs) {
    RunContext.Begun begun = RunContext.begin();
    of(begun.origin(), begun.number(), options, 0, durationMs).write(directory);
  }

  /** The manifest of a run that began from a checkpoint of another one. */
  RunManifest startedFrom(String checkpoint, double fromMs, int threads) {
    return new RunManifest(
        format, formatVersion, origin, experiment, seed, fromMs, durationMs, roundTimes, synapses, checkpointEveryMs, checkpointAtMs, plots, checkpoint,
        List.of(Part.now(fromMs, threads)));
  }

  /** The manifest of a run that is gone on with, up to another end perhaps. */
  RunManifest goingOn(RunManifest now, double fromMs, int threads) {
    List<Part> all = Stream.concat(parts.stream().filter(p -> p.fromMs < fromMs || fromMs == 0 && p.fromMs == 0), Stream.of(Part.now(fromMs, threads))).toList();
    return new RunManifest(
        format, formatVersion, origin, experiment, seed, warmupMs, now.durationMs, roundTimes, synapses, now.checkpointEveryMs, now.checkpointAtMs, now.plots,
        forkedFrom, all);
  }

  /** The options that the run had; the output directory is not among them. */
  public RunOptions options() {
    var options = new RunOptions(TimeGrid.trim(durationMs), TimeGrid.trim(warmupMs));
    options.seed = seed;
    options.rounding = roundTimes;
    options.synapses = synapses;
    options.noPlot = !plots;
    options.checkpointEvery = checkpointEveryMs > 0 ? TimeGrid.trim(checkpointEveryMs) : null;
    options.checkpointAt = new ArrayList<>(checkpointAtMs.stream().map(TimeGrid::trim).toList());
    return options;
  }

  /** Whether the run was asked to write checkpoints. */
  public boolean hasCheckpoints() {
    return checkpointEveryMs > 0 || !checkpointAtMs.isEmpty();
  }

  void write(Path directory) {
    Path file = directory.resolve(OutputFiles.RUN);
    try {
      WholeFile.write(file, GSON.toJson(this) + "\n");
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  /**
   * Reads the manifest of a run's directory.
   *
   * @throws RanvierException if there is none, or one that cannot be read
   */
  public static RunManifest read(Path directory) {
    Path file = directory.resolve(OutputFiles.RUN);
    if (!Files.isDirectory(directory)) {
      throw new RanvierException(
          directory + (Files.exists(directory) ? " is no directory" : ": there is no such directory") + "; name the directory of a run, such as results/…");
    }
    RunManifest read;
    try {
      read = GSON.fromJson(Files.readString(file), RunManifest.class);
    } catch (NoSuchFileException e) {
      throw new RanvierException(directory + " holds no run that can be gone on with or run again: there is no " + OutputFiles.RUN
          + " in it, which every run writes before anything else", e);
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) { // Gson throws many kinds: a syntax error, a wrong type, what the record refuses
      throw new RanvierException(file + " is damaged; the run in " + directory + " cannot be gone on with or run again", e);
    }
    if (read == null || !Objects.equals(read.format, FORMAT) || read.origin == null || read.parts == null || read.checkpointAtMs == null) {
      throw new RanvierException(file + " is no description of a run (format " + FORMAT + ")");
    }
    if (read.formatVersion != VERSION) {
      throw new RanvierException(file + " has version " + read.formatVersion + ", this Ranvier reads version " + VERSION);
    }
    return read;
  }
}
