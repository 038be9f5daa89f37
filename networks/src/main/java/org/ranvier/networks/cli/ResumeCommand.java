package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.Checkpoints;
import org.ranvier.networks.experiment.RunManifest;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.experiment.RunOrigin;
import org.ranvier.networks.experiment.RunStart;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run in its own directory. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Goes on with a run that was killed or cancelled, in its own directory, from its last checkpoint; the log, the statistics and the picture"
        + " are as if it had never stopped. A run that has come to its end goes farther with --duration. A study goes on with the trials that are missing.")
public final class ResumeCommand implements Subcommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of a run, such as results/….")
  private Path directory = Path.of("");

  @Option(names = "--duration", paramLabel = "TIME", description = "Biological time to record in all. Default: as the run was started with.")
  private @Nullable String duration;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads; the result does not depend on them. Default: all processors.")
  private int threads = Job.ofThisProcess().launch().threads();

  @Option(names = "--checkpoint-every", paramLabel = "TIME", description = "Interval of checkpoints from now on. Default: as before.")
  private @Nullable String every;

  @Option(names = "--checkpoint-at", paramLabel = "TIME", split = ",", description = "Times of checkpoints that stay. Default: as before.")
  private List<String> at = new ArrayList<>();

  @Option(names = "--no-plot", description = "Draw no picture.")
  private boolean noPlot;

  @Override
  public Integer call() {
    return NamedRuns.onAllRanks("resume", this::start);
  }

  private Integer start() {
    var run = RunDirectory.of(directory);
    RunManifest manifest = run.manifest();
    if (manifest.origin().kind() == RunOrigin.Kind.STUDY) {
      return study(manifest);
    }
    run.requireNetwork("go on");
    String change = manifest.origin().change();
    if (change != null) {
      throw new RanvierException("the run in " + directory + " cannot go on: " + change + "; restore it as it was, or start a variant with 'ranvier fork'");
    }
    var checkpoint = run.checkpoint(Double.POSITIVE_INFINITY);
    if (checkpoint.isEmpty() && manifest.forkedFrom() != null) {
      throw new RanvierException("the run in " + directory + " was stopped before it had begun; fork it again from " + manifest.forkedFrom());
    }
    if (duration == null && run.isComplete()) {
      throw new RanvierException("the run in " + directory + " is complete: " + TimeGrid.trim(manifest.durationMs())
          + " ms are recorded; to go farther give a longer --duration");
    }
    RunOptions options = manifest.options().threads(threads).checkpoints(every, at);
    if (duration != null) {
      double ms = RunOptions.parseMs(duration, "--duration");
      double reached = checkpoint.map(Checkpoints.Saved::timeMs).orElse(0.0) - manifest.warmupMs();
      if (ms < reached - 1e-6) {
        throw new RanvierException("the run in " + directory + " has come to " + TimeGrid.trim(reached) + " ms, which is beyond --duration "
            + TimeGrid.trim(ms) + " ms; give a longer one");
      }
      options.durationMs(ms);
    }
    if (noPlot) {
      options.withoutPlots();
    }
    var start = new RunStart(
        options, manifest.experiment(), checkpoint.map(Checkpoints.Saved::file).orElse(null), directory, RunStart.Use.RESUME);
    return NamedRuns.run(manifest.origin(), start, options, System.out);
  }

  /** A study goes on with the trials that are missing. */
  private int study(RunManifest manifest) {
    if (duration != null || every != null || !at.isEmpty()) {
      throw new RanvierException("the run in " + directory + " is of the study '" + manifest.origin().name()
          + "', which goes on with the trials that are missing, as they were; leave out --duration and --checkpoint-…");
    }
    RunOptions options = manifest.options().threads(threads).out(directory, false);
    if (noPlot) {
      options.withoutPlots();
    }
    return NamedRuns.run(manifest.origin(), new RunStart(options, 1, null, directory, RunStart.Use.RESUME), options, System.out);
  }
}
