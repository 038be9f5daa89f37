package org.ranvier.networks.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.Checkpoints;
import org.ranvier.networks.experiment.Differences;
import org.ranvier.networks.experiment.FurtherRecorders;
import org.ranvier.networks.experiment.RunManifest;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.experiment.RunOrigin.Kind;
import org.ranvier.networks.experiment.RunStart;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a logged run again, and compares. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs a run again, as its directory says that it was run, and compares every spike with its log. Says where they part, if they do, and"
        + " which versions made both. Ends with 1 if they differ.")
public final class VerifyCommand implements Subcommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of a run, such as results/….")
  private Path directory = Path.of("");

  @Option(names = "--from", paramLabel = "TIME", description =
      "Compare spikes after this time, and run again from the last checkpoint at or before it, if there is one. Default: the begin.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Compare spikes up to this time. Default: the end of the log.")
  private @Nullable String to;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads; the result does not depend on them. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--keep", paramLabel = "DIR", description = "Keep the second run in this directory. Default: it is removed.")
  private @Nullable Path keep;

  @Option(names = "--record", paramLabel = "POPULATION.VARIABLE", split = ",", description =
      "Record this state variable in the second run, such as E.V_m; may be repeated. Needs --keep, where recordings.h5 is written.")
  private List<String> record = new ArrayList<>();

  @Option(names = "--record-every", paramLabel = "TIME", description = "Interval of these samples. Default: each step.")
  private @Nullable String recordEvery;

  @Override
  public Integer call() {
    RunManifest manifest = RunManifest.read(directory);
    double fromMs = from == null ? 0 : RunOptions.parseMs(from, "--from");
    double toMs = to == null ? Double.POSITIVE_INFINITY : RunOptions.parseMs(to, "--to");
    if (!(fromMs < toMs)) {
      throw new RanvierException("--from " + from + " must be before --to " + to);
    }
    String change = manifest.origin().change();
    if (change != null) {
      System.err.println("note: " + change);
    }
    var logs = RunLogs.in(directory);
    double endMs = Math.min(toMs, logs.endMs());
    if (fromMs >= endMs) {
      throw new RanvierException("--from " + from + ": the log of " + directory + " ends at " + TimeGrid.trim(logs.endMs()) + " ms");
    }
    if (endMs <= manifest.warmupMs()) {
      throw new RanvierException("--to " + to + ": the log of " + directory + " begins at " + TimeGrid.trim(manifest.warmupMs()) + " ms");
    }
    boolean network = Set.of(Kind.NETWORK, Kind.DOCUMENT, Kind.SCRIPT).contains(manifest.origin().kind());
    var checkpoint = network ? start(manifest, fromMs) : Optional.<Checkpoints.Saved>empty();
    FurtherRecorders recorders = recorders(network);
    if (keep != null && keep.toAbsolutePath().normalize().equals(directory.toAbsolutePath().normalize())) {
      throw new RanvierException("--keep " + keep + " is the directory of the run that is to be verified, which the second run would replace; name another one");
    }
    Path again = keep == null ? temporary() : keep;
    try {
      RunOptions options = manifest.options().threads(threads).out(again, true).withoutPlots().withoutCheckpoints().record(recorders);
      double begin = checkpoint.map(Checkpoints.Saved::timeMs).orElse(manifest.warmupMs());
      if (network || manifest.origin().kind() == Kind.SONATA) {
        options.durationMs(endMs - begin);
      }
      var start = new RunStart(options, manifest.experiment(), checkpoint.map(Checkpoints.Saved::file).orElse(null), directory, RunStart.Use.REPEAT);
      if (runAgain(manifest, start, options) != 0) {
        return 1;
      }
      return compare(manifest, logs, again, Math.max(fromMs, checkpoint.map(Checkpoints.Saved::timeMs).orElse(manifest.warmupMs())), endMs);
    } finally {
      if (keep == null) {
        delete(again);
      }
    }
  }

  private FurtherRecorders recorders(boolean network) {
    if (record.isEmpty()) {
      if (recordEvery != null) {
        throw new RanvierException("--record-every " + recordEvery + ": nothing is to be recorded; say what by --record POPULATION.VARIABLE");
      }
      return FurtherRecorders.NONE;
    }
    if (keep == null) {
      throw new RanvierException("--record " + String.join(",", record) + ": the second run is removed when it has been compared; keep it by --keep DIR");
    }
    if (!network) {
      throw new RanvierException("--record " + String.join(",", record) + ": only runs of a network or of a script's experiment record more than they did; "
          + directory + " holds another kind of run");
    }
    Double everyMs = recordEvery == null ? null : RunOptions.parseMs(recordEvery, "--record-every");
    return new FurtherRecorders(record, everyMs);
  }

  /** A run that was forked has no other begin than its first checkpoint. */
  private Optional<Checkpoints.Saved> start(RunManifest manifest, double fromMs) {
    double at = manifest.forkedFrom() == null ? fromMs : Math.max(fromMs, manifest.warmupMs());
    Optional<Checkpoints.Saved> found = from == null && manifest.forkedFrom() == null ? Optional.empty() : Checkpoints.before(directory, at);
    if (found.isEmpty() && manifest.forkedFrom() != null) {
      throw new RanvierException("the run in " + directory + " was forked, and its first checkpoint is gone: it cannot be run again");
    }
    return found;
  }

  /** Runs again without a word. */
  private static int runAgain(RunManifest manifest, RunStart start, RunOptions options) {
    PrintStream out = System.out;
    var silent = new PrintStream(OutputStream.nullOutputStream());
    System.setOut(silent);
    try {
      return NamedRuns.run(manifest.origin(), start, options, silent);
    } finally {
      System.setOut(out);
    }
  }

  private int compare(RunManifest manifest, RunLogs logs, Path again, double fromMs, double toMs) {
    RunLogs.Comparison found = logs.compare(RunLogs.in(again), fromMs, toMs);
    System.out.println(found.text());
    for (RunManifest.Part part : manifest.parts()) {
      System.out.println("  the run" + (manifest.parts().size() > 1 ? " from " + TimeGrid.trim(part.fromMs()) + " ms" : "") + ": " + part);
    }
    System.out.println("  run again: " + RunManifest.read(again).parts().getFirst());
    if (!found.same()) {
      var differences = Differences.between(directory, again);
      if (!differences.isEmpty()) {
        System.out.println("the networks are described differently:");
        differences.forEach(d -> System.out.println("  " + d));
      }
    }
    return found.same() ? 0 : 1;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("ranvier-verify");
    } catch (IOException e) {
      throw new RanvierException("no temporary directory can be made: " + e + "; name one with --keep", e);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
