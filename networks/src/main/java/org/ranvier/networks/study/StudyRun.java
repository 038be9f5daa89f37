package org.ranvier.networks.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.ranvier.networks.Descriptions;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.CancelOnExit;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.networks.experiment.RankedDirectory;
import org.ranvier.networks.experiment.RunManifest;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Runs a study for several seeds and conditions, several trials at a time where there are threads for it; each trial has one thread.
 *
 * @param seeds number of seeds, from that of the options on
 * @param conditions in the order in which they are run
 */
public record StudyRun(Study study, Settings settings, int seeds, List<Condition> conditions) {
  private static final int MOST_SEEDS = 10_000;

  public StudyRun {
    conditions = List.copyOf(conditions);
    Conditions.requireNeeds(study, conditions);
    study.check(conditions);
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new RanvierException(study.name() + ": seeds " + seeds + " must be between 1 and " + MOST_SEEDS);
    }
  }

  /**
   * With conditions as they are written on the command line, in the study's order, those with changes after them; the usual ones where there are
   * none.
   */
  public static StudyRun of(Study study, Settings settings, int seeds, List<String> asked) {
    List<Condition> parsed = asked.stream().map(text -> Conditions.parse(study, text)).distinct().toList();
    var conditions = new ArrayList<Condition>();
    study.conditions().stream().filter(parsed::contains).forEach(conditions::add);
    parsed.stream().filter(c -> !conditions.contains(c)).forEach(conditions::add);
    return new StudyRun(study, settings, seeds, asked.isEmpty() ? study.usualConditions() : conditions);
  }

  /**
   * Runs all trials.
   *
   * @param threads how many trials are run at a time, or used by those that there are
   * @param each sees the trials, in the order of seeds and conditions
   */
  public StudyResult trials(double durationMs, long firstSeed, int threads, Consumer<Trial> each) {
    var trials = new ArrayList<Trial>();
    var jobs = new TrialJobs(study, settings, conditions, durationMs, TrialListener.NONE, Map.of());
    jobs.run(LongStream.range(firstSeed, firstSeed + seeds).toArray(), threads, trial -> {
      trials.add(trial);
      each.accept(trial);
    });
    return new StudyResult(study.facts(), durationMs, Conditions.names(conditions), trials);
  }

  /**
   * Runs, prints the table to {@code report}, and writes statistics, description and picture; on the ranks of this process, where there are several.
   *
   * @param resumed whether to go on with a run of which there are finished trials
   */
  public StudyResult run(RunOptions options, boolean resumed, PrintStream report) {
    return run(Job.ofThisProcess().ranks(), options, resumed, report);
  }

  /** The same on ranks, of which each runs the trials of its share of the seeds. Rank 0 writes what is written of all, and returns all trials. */
  public StudyResult run(Ranks ranks, RunOptions options, boolean resumed, PrintStream report) {
    options.refuseCheckpoints("a study writes no checkpoints, as its trials are more than their networks; 'ranvier resume' goes on with those that are missing");
    if (options.warmup().isPresent() && RunOptions.parseMs(options.warmup().get(), "--warmup") != 0) {
      throw new RanvierException("--warmup: " + study.name() + " has none; it learns from the first step on");
    }
    if (options.rounding().isPresent()) {
      throw new RanvierException("--round-times: the times of " + study.name() + " lie on its grid");
    }
    if (resumed && (options.overwrite() || options.out().isEmpty())) {
      throw new RanvierException(
          options.overwrite() ? "--resume goes on with a run, --overwrite replaces it; leave one of them out" : "--resume needs --out DIR, the run to go on with");
    }
    double durationMs = durationMs(options);
    Simulation.Options.DEFAULT.threads(options.threads()); // refuses numbers that are none
    var network = network(durationMs, options.seed(), study.conditions().getFirst());
    network.grid().steps(durationMs, "duration", study.durationMs().isPresent() ? 1 : 0, "");
    conditions.stream().filter(c -> c.needs().isEmpty()).forEach(c -> network(durationMs, options.seed(), c)); // refuses settings that do not fit
    study.requireInput(new Plan(settings, durationMs, options.seed(), study.conditions().getFirst(), Map.of()));
    String described = Descriptions.of(network);
    String common = Descriptions.of(network(durationMs, 1, study.conditions().getFirst()));
    var shares = new SeedShares(ranks);
    shares.requireSame(Rows.common(study, settings, durationMs, common) + ", seeds " + options.seed() + " to " + (options.seed() + seeds - 1) + ", "
        + Conditions.names(conditions));
    boolean logged = study.keepsLogs() && OutputDirectory.canLog();
    try (var guard = new CancelOnExit(study.name());
        var directory = RankedDirectory.claim(ranks, () -> (resumed ? claimAgain(guard, options.out().orElseThrow())
            : guard.claim(options.out().orElse(null), options.overwrite())).withRoomForALog(logged))) {
      directory.byOwner(own -> {
        Path out = own.begin();
        new Rows(out).begin(study, settings, durationMs, common, resumed);
        RunManifest.write(out, options, durationMs);
        write(out.resolve(OutputFiles.DESCRIPTION), described);
      });
      directory.requireShared();
      return run(options, durationMs, new Place(guard, directory, logged, shares), report);
    }
  }

  private static OutputDirectory claimAgain(CancelOnExit guard, Path path) {
    if (!Files.exists(path.resolve(OutputFiles.PLAN))) {
      throw new RanvierException("there is no run of a study in " + path + " that could be resumed; leave --resume out to begin one there");
    }
    return guard.claimAgain(path);
  }

  private Network network(double durationMs, long seed, Condition condition) {
    return study.network(new Plan(settings, durationMs, seed, condition, Map.of()));
  }

  private double durationMs(RunOptions options) {
    if (study.durationMs().isEmpty()) {
      if (options.duration().isPresent() && RunOptions.parseMs(options.duration().get(), "--duration") != 0) {
        throw new RanvierException("--duration: how long a trial of " + study.name() + " takes follows from its schedule; leave it out");
      }
      return 0;
    }
    double durationMs = options.duration().map(d -> RunOptions.parseMs(d, "--duration")).orElse(study.durationMs().getAsDouble());
    if (!(durationMs > 0)) {
      throw new RanvierException(study.name() + ": duration " + TimeGrid.trim(durationMs) + " ms must be above 0");
    }
    return durationMs;
  }

  private record Place(CancelOnExit guard, RankedDirectory directory, boolean logged, SeedShares shares) {}

  private StudyResult run(RunOptions options, double durationMs, Place place, PrintStream report) {
    Path out = place.directory.path();
    SeedShares shares = place.shares;
    Path statistics = out.resolve(OutputFiles.STATISTICS);
    List<String> names = Conditions.names(conditions);
    Map<String, Trial> finished = finished(new Rows(out), options.seed());
    var table = new TrialTable(study, names);
    if (shares.isFirst()) {
      report.println(study.name() + ": " + (durationMs > 0 ? TimeGrid.trim(durationMs / 1000) + " s, " : "") + String.join(", ", names) + "; seeds "
          + options.seed() + (seeds == 1 ? "" : " to " + (options.seed() + seeds - 1)) + shares.words());
      if (!finished.isEmpty()) {
        report.println("resumed: " + finished.size() + " of " + seeds * names.size() + " trials are there");
      }
      report.println(table.header());
    }
    var trials = new ArrayList<Trial>();
    long[] mine = shares.of(options.seed(), seeds);
    var courses = new CourseFile(out, shares.rank());
    shares.inTurn(() -> courses.begin(new HashSet<>(finished.keySet())));
    try (courses) {
      var recording = new StudyRecording(place.guard, out, place.logged, courses);
      shares.apart(() -> new TrialJobs(study, settings, conditions, durationMs, recording, finished).run(mine, options.threads(), trial -> {
        report.println(table.row(trial));
        trials.add(trial);
        if (shares.isFirst()) { // a run that is killed keeps what it has
          write(statistics, StatisticsJson.of(new StudyResult(study.facts(), durationMs, names, trials), StatisticsJson.UNFINISHED));
        }
      }), place.guard::isStopping);
    }
    List<Trial> all = shares.gather(trials, names);
    shares.gather(courses);
    var result = new StudyResult(study.facts(), durationMs, names, all);
    place.directory.byOwner(own -> {
      own.requireThere(List.of(OutputFiles.STATISTICS));
      if (place.guard.isStopping()) {
        report.println("(cancelled) after " + all.size() + " of " + seeds * names.size() + " trials; 'ranvier resume " + out + "' goes on");
      }
      report.println();
      report.print(table.summary(result));
      boolean drawn = options.plots() && !all.isEmpty();
      write(statistics, StatisticsJson.of(result, place.guard.isStopping() ? "cancelled" : "complete"));
      write(out.resolve(OutputFiles.RESULTS), Rows.csv(result));
      if (drawn) {
        study.draw(result, out.resolve(OutputFiles.LEARNING));
      }
      report.println("written to " + out + ": " + (place.logged ? OutputFiles.TRIALS + "/ (logs), " : "") + OutputFiles.ROWS + "/, " + OutputFiles.COURSES
          + ", " + OutputFiles.RESULTS + ", " + OutputFiles.STATISTICS + ", " + OutputFiles.DESCRIPTION + (drawn ? ", " + OutputFiles.LEARNING : ""));
    });
    return result;
  }

  private Map<String, Trial> finished(Rows rows, long firstSeed) {
    return LongStream.range(firstSeed, firstSeed + seeds)
        .boxed()
        .flatMap(seed -> conditions.stream().flatMap(c -> rows.read(c.name(), seed).stream()))
        .collect(Collectors.toMap(t -> TrialJobs.key(t.condition(), t.seed()), t -> t, (a, b) -> a, HashMap::new));
  }

  private static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }
}
