package org.ranvier.networks.tasks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.ranvier.networks.Descriptions;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.CancelOnExit;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.networks.experiment.RunManifest;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.networks.plot.LearningPicture;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Runs a task for several seeds, several of them at a time where there are threads for it; each trial has one thread.
 *
 * @param seeds number of seeds, from that of the options on
 * @param conditions some of the task's, in its order
 */
public record TaskRun(Task task, Settings settings, int seeds, List<String> conditions) {
  private static final int MOST_SEEDS = 10_000;

  public TaskRun {
    conditions = ordered(task, conditions);
    task.check(conditions);
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new RanvierException(task.name() + ": seeds " + seeds + " must be between 1 and " + MOST_SEEDS);
    }
  }

  private static List<String> ordered(Task task, List<String> asked) {
    if (asked.isEmpty()) {
      return task.conditions();
    }
    for (String condition : asked) {
      if (!task.conditions().contains(condition)) {
        throw new RanvierException(
            task.name() + " has no condition '" + condition + "'" + Names.suggest(condition, task.conditions()) + "; there are "
                + String.join(", ", task.conditions()));
      }
    }
    return task.conditions().stream().filter(new LinkedHashSet<>(asked)::contains).toList();
  }

  /**
   * Runs all trials.
   *
   * @param threads how many seeds are run at a time
   * @param each sees the trials, in the order of seeds and conditions
   */
  public List<Trial> trials(double durationMs, long firstSeed, int threads, Consumer<Trial> each) {
    return trials(durationMs, firstSeed, threads, TrialListener.NONE, each);
  }

  private List<Trial> trials(double durationMs, long firstSeed, int threads, TrialListener listener, Consumer<Trial> each) {
    var trials = new ArrayList<Trial>();
    try (var pool = Executors.newFixedThreadPool(Math.min(threads, seeds))) {
      List<Future<List<Trial>>> running =
          LongStream.range(firstSeed, firstSeed + seeds).mapToObj(seed -> pool.submit(() -> ofSeed(durationMs, seed, listener))).toList();
      try {
        for (var future : running) {
          for (Trial trial : future.get()) {
            trials.add(trial);
            each.accept(trial);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RanvierException(task.name() + ": interrupted", e);
      } catch (ExecutionException e) {
        running.forEach(f -> f.cancel(true));
        throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
      }
    }
    return trials;
  }

  private List<Trial> ofSeed(double durationMs, long seed, TrialListener listener) {
    var trials = new ArrayList<Trial>();
    task.run(settings, durationMs, conditions, seed, listener, trials::add);
    return trials;
  }

  /** Runs, prints the table to {@code report}, and writes statistics, description and picture. */
  public List<Trial> run(RunOptions options, PrintStream report) {
    options.refuseCheckpoints("a learning task writes no checkpoints, as its trials are more than their networks");
    if (options.warmup().isPresent() && RunOptions.parseMs(options.warmup().get(), "--warmup") != 0) {
      throw new RanvierException("--warmup: " + task.name() + " has none; it learns from the first step on");
    }
    if (options.rounding().isPresent()) {
      throw new RanvierException("--round-times: the times of " + task.name() + " lie on its grid");
    }
    double durationMs = options.duration().map(d -> RunOptions.parseMs(d, "--duration")).orElse(task.durationMs());
    if (!(durationMs > 0)) {
      throw new RanvierException(task.name() + ": duration " + TimeGrid.trim(durationMs) + " ms must be above 0");
    }
    Simulation.Options.DEFAULT.threads(options.threads()); // refuses numbers that are none
    var network = task.network(settings, durationMs, options.seed());
    network.grid().steps(durationMs, "duration", 1, "");
    boolean logged = OutputDirectory.canLog();
    try (var guard = new CancelOnExit(task.name());
        var directory = guard.claim(options.out().orElse(null), options.overwrite()).withRoomForALog(logged)) {
      Path out = directory.begin();
      RunManifest.write(out, options, durationMs);
      write(out.resolve(OutputFiles.DESCRIPTION), Descriptions.of(network));
      return run(options, durationMs, new Place(guard, directory, logged), report);
    }
  }

  private record Place(CancelOnExit guard, OutputDirectory directory, boolean logged) {}

  private List<Trial> run(RunOptions options, double durationMs, Place place, PrintStream report) {
    Path out = place.directory.path();
    Path statistics = out.resolve(OutputFiles.STATISTICS);
    var table = new TrialTable(task);
    report.println(task.name() + ": " + TimeGrid.trim(durationMs / 1000) + " s, " + String.join(", ", conditions) + "; seeds " + options.seed()
        + (seeds == 1 ? "" : " to " + (options.seed() + seeds - 1)));
    report.println(table.header());
    var trials = new ArrayList<Trial>();
    try (var recording = new TaskRecording(place.guard, out, place.logged)) {
      trials(durationMs, options.seed(), options.threads(), recording, trial -> {
        report.println(table.row(trial));
        trials.add(trial);
        write(statistics, TrialsJson.of(task, durationMs, trials, "unfinished")); // a run that is killed keeps what it has
      });
    } catch (RanvierException e) {
      if (!place.guard.isStopping()) {
        throw e;
      }
      report.println("(cancelled)");
    }
    report.println();
    report.print(table.summary(trials));
    boolean drawn = options.plots() && !trials.isEmpty();
    place.directory.requireThere(drawn ? List.of(OutputFiles.STATISTICS, OutputFiles.LEARNING) : List.of(OutputFiles.STATISTICS));
    write(statistics, TrialsJson.of(task, durationMs, trials, place.guard.isStopping() ? "cancelled" : "complete"));
    if (drawn) {
      LearningPicture.write(out.resolve(OutputFiles.LEARNING), panels(trials), "time (s)", task.lineLabel());
    }
    report.println("written to " + out + ": " + (place.logged ? OutputFiles.TRIALS + "/ (logs), " : "") + OutputFiles.COURSES + ", "
        + OutputFiles.STATISTICS + ", " + OutputFiles.DESCRIPTION + (drawn ? ", " + OutputFiles.LEARNING : ""));
    return trials;
  }

  private List<LearningPicture.Panel> panels(List<Trial> trials) {
    var panels = new ArrayList<LearningPicture.Panel>();
    for (String condition : conditions) {
      var lines =
          trials.stream()
              .filter(t -> t.condition().equals(condition))
              .sorted(Comparator.comparingLong(Trial::seed))
              .flatMap(t -> t.lines().stream())
              .toList();
      panels.add(new LearningPicture.Panel(condition, lines));
    }
    return panels;
  }

  private static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }
}
