package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.RunManifest;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.experiment.RunOrigin;
import org.ranvier.networks.experiment.RunStart;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a variant of a run from one of its checkpoints. */
@Command(
    name = "fork",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Starts a variant of a run from one of its checkpoints, in a directory of its own, and says in what the networks differ. A variant has the"
        + " same populations and plastic projections; weights of static synapses, rates and parameters may be others.")
public final class ForkCommand implements Subcommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of a run, such as results/….")
  private Path directory = Path.of("");

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Of a script: its arguments, behind --. Default: as before.")
  private List<String> arguments = new ArrayList<>();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes a setting of a built-in network. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--at", paramLabel = "TIME", description = "Start from the last checkpoint at or before this time. Default: the last one.")
  private @Nullable String at;

  @Option(names = "--duration", paramLabel = "TIME", description = "Biological time to record from there on. Default: as the run was started with.")
  private @Nullable String duration;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads; the result does not depend on them. Default: all processors.")
  private int threads = Job.ofThisProcess().launch().threads();

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: a new directory in results/.")
  private @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace the output directory if it exists.")
  private boolean overwrite;

  @Option(names = "--checkpoint-every", paramLabel = "TIME", description = "Interval of checkpoints. Default: as before.")
  private @Nullable String every;

  @Option(names = "--checkpoint-at", paramLabel = "TIME", split = ",", description = "Times of checkpoints that stay. Default: none.")
  private List<String> checkpointAt = new ArrayList<>();

  @Option(names = "--no-plot", description = "Draw no picture.")
  private boolean noPlot;

  @Override
  public Integer call() {
    return NamedRuns.onAllRanks("fork", this::start);
  }

  private Integer start() {
    var run = RunDirectory.of(directory);
    RunManifest manifest = run.manifest();
    run.requireNetwork("fork");
    RunOrigin origin = variant(manifest.origin());
    String change = manifest.origin().change();
    if (change != null) {
      System.err.println("note: " + change);
    }
    var checkpoint = run.requireCheckpoint(at == null ? Double.POSITIVE_INFINITY : RunOptions.parseMs(at, "--at"));
    RunOptions options = manifest.options().threads(threads).out(out, overwrite).checkpoints(every, checkpointAt);
    if (checkpointAt.isEmpty()) {
      options.withoutKeptCheckpoints();
    }
    if (duration != null) {
      options.durationMs(RunOptions.parseMs(duration, "--duration"));
    }
    if (noPlot) {
      options.withoutPlots();
    }
    var start = new RunStart(options, manifest.experiment(), checkpoint.file(), directory, RunStart.Use.FORK);
    return NamedRuns.run(origin, start, options, System.out);
  }

  private RunOrigin variant(RunOrigin before) {
    if (before.kind() == RunOrigin.Kind.SCRIPT) {
      if (!settings.isEmpty()) {
        throw new RanvierException("--set is for built-in networks; " + directory + " is a run of a script, whose arguments stand behind --");
      }
      return before.withArguments(arguments.isEmpty() ? before.arguments() : arguments);
    }
    if (!arguments.isEmpty()) {
      throw new RanvierException("'" + arguments.getFirst() + "': only a script has arguments; change '" + before.name() + "' with --set");
    }
    if (before.kind() == RunOrigin.Kind.DOCUMENT) {
      if (!settings.isEmpty()) {
        throw new RanvierException("--set is for built-in networks; " + directory + " is a run of " + before.name() + ": change that");
      }
      return RunOrigin.document(Path.of(before.name()));
    }
    var all = new LinkedHashMap<>(before.settings());
    all.putAll(settings);
    return before.with(all);
  }
}
