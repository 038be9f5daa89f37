package org.ranvier.networks.experiment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.analysis.PublishedActivity;
import org.ranvier.networks.analysis.StatisticsFile;
import org.ranvier.networks.analysis.StatisticsTable;
import org.ranvier.networks.plot.RasterOptions;
import org.ranvier.networks.plot.RasterPicture;
import org.ranvier.networks.recordings.Recordings;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * One run of a network from building to results: warm-up, a recorded run with the spike log on, then a table, a statistics file
 * and a picture in an output directory.
 *
 * <pre>{@code
 * void main(String[] args) {
 *   var net = new Network("brunel");
 *   ...
 *   Experiment.of(net).warmup(ms(200)).duration(ms(1000)).run(args);
 * }
 * }</pre>
 */
public final class Experiment {
  private final Network network;
  private Quantity<Time> duration = Units.ms(1000);
  private Quantity<Time> warmup = Units.ms(0);
  private @Nullable PublishedActivity published;
  private @Nullable Consumer<Run> body;
  private final Map<String, Boolean> excitatory = new LinkedHashMap<>();

  private Experiment(Network network) {
    this.network = network;
  }

  public static Experiment of(Network network) {
    return new Experiment(network);
  }

  /** Biological time to record. */
  public Experiment duration(Quantity<Time> duration) {
    this.duration = duration;
    return this;
  }

  /** Biological time before recording begins. */
  public Experiment warmup(Quantity<Time> warmup) {
    this.warmup = warmup;
    return this;
  }

  /** Published rates to compare with. */
  public Experiment published(PublishedActivity published) {
    this.published = published;
    return this;
  }

  /** Says which populations are excitatory, for the colours of the picture. */
  public Experiment excitatory(Population... populations) {
    for (Population p : populations) {
      excitatory.put(p.name(), true);
    }
    return this;
  }

  /** Says which populations are inhibitory, for the colours of the picture. */
  public Experiment inhibitory(Population... populations) {
    for (Population p : populations) {
      excitatory.put(p.name(), false);
    }
    return this;
  }

  /**
   * Does something else in place of one run of the duration: trials, phases, changes between them. It has the same directory, log, recordings, progress and provenance;
   * Ctrl-C ends it after the present step, passes its {@code finally}, and keeps what is there. The duration is what is expected, for the progress.
   *
   * <pre>{@code
   * Experiment.of(net).duration(s(100)).body(run -> {
   *   for (int trial = 0; trial < 100; trial++) {
   *     run.simulation().set(drive, trial % 2 == 0 ? Hz(800) : Hz(0));
   *     run.advance(ms(1000));
   *   }
   *   run.note("accuracy", correct / 100.0);
   * }).run(args);
   * }</pre>
   */
  public Experiment body(Consumer<Run> body) {
    this.body = body;
    return this;
  }

  public Network network() {
    return network;
  }

  /** Duration in ms, with what an option says in its place. */
  public double durationMs(RunOptions options) {
    return options.duration == null ? Units.in(Units.MILLISECOND, duration, "duration") : RunOptions.parseMs(options.duration, "--duration");
  }

  public double warmupMs(RunOptions options) {
    return options.warmup == null ? Units.in(Units.MILLISECOND, warmup, "warmup") : RunOptions.parseMs(options.warmup, "--warmup");
  }

  /**
   * Runs with the options that a script was called with, e.g. {@code --duration 2s --threads 2}; {@code --help} prints them and
   * ends the program.
   */
  public Outcome run(String... args) {
    var options = new RunOptions();
    var spec = CommandSpec.forAnnotatedObject(options).name(network.name());
    spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this, and end.").build());
    var line = new CommandLine(spec);
    try {
      if (line.parseArgs(args).isUsageHelpRequested()) {
        line.usage(System.out);
        System.exit(0);
      }
    } catch (ParameterException e) {
      throw new RanvierException(e.getMessage() + "; --help names the options", e);
    }
    return run(options, System.out);
  }

  /** Runs, and writes what a person wants to know to {@code report}. Ctrl-C ends the run early, with the results up to there. */
  public Outcome run(RunOptions given, PrintStream report) {
    var begun = RunContext.begin();
    RunOptions options = begun.options(given);
    var settings = options.simulation();
    double durationMs = checked(durationMs(options), "duration", true);
    double warmupMs = checked(warmupMs(options), "warm-up", false);
    boolean logged = OutputDirectory.canLog();
    options.round(network);
    var checkpoints = Checkpoints.of(options, network.grid(), logged);
    var manifest = RunManifest.of(begun.origin(), begun.number(), options, warmupMs, durationMs);
    var way = RunWay.of(begun, manifest, checkpoints, logged);
    try (var guard = new CancelOnExit(network.name())) {
      try {
        Ranks ranks = Job.ofThisProcess().ranks();
        return ranks.size() > 1 ? onRanks(ranks, options, settings, way, guard, report) : run(options, settings, way, guard, report);
      } catch (RanvierException e) {
        throw guard.said(e);
      }
    }
  }

  private Outcome run(RunOptions options, Simulation.Options settings, RunWay way, CancelOnExit guard, PrintStream report) {
    try (var directory = way.claim(guard, options);
        var simulation = Progress.building(network.name(), () -> way.build(network, settings))) {
      guard.cancels(simulation);
      report.print(String.format(Locale.ROOT, "%s: %,d neurons, %,d synapses, built in %.1f s with %d thread%s%n", network.name(),
          simulation.neurons(), simulation.synapses(), simulation.buildSeconds(), options.threads, options.threads == 1 ? "" : "s"));
      simulation.shifts().forEach(shift -> report.println("note: " + shift));
      way.notes(network).forEach(report::println);
      if (way.warmupMs() > 0) {
        RunSteps.warmUp(simulation, way.warmupMs());
      }
      options.recorders().begin(simulation);
      long steps = way.stepsFrom(simulation);
      var recording = way.record(simulation, directory, options, guard);
      way.keepBegin(simulation, recording.directory());
      var kept = Keeping.begin(simulation, recording.directory(), steps, new Provenance(way.manifest(), options));
      RunResult result;
      Map<String, Double> notes = Map.of();
      try (var progress = Progress.of("run", network.grid())) {
        Consumer<Run> own = body;
        if (own == null) {
          result = way.checkpoints().run(simulation, steps, progress, recording.directory(), kept::write);
        } else {
          var run = new Run(simulation, progress, guard, steps);
          options.refuseCheckpoints("a run with a body of its own cannot be gone on with; save the simulation in the body, with run.simulation().save(…)");
          run.through(own);
          result = run.result();
          notes = run.notes();
        }
      } catch (RuntimeException | Error e) {
        kept.failed(e);
        throw e;
      }
      recording.end();
      Recordings recorded = kept.end(result.cancelled() || options.hasCheckpoints(), options);
      report.print(RunSteps.cost(network, result, network.grid().toMs(steps)));
      directory.requireThere(options.noPlot ? List.of(OutputFiles.STATISTICS) : List.of(OutputFiles.STATISTICS, OutputFiles.PICTURE));
      return written(recording, result, kept, recorded, notes, options, report);
    }
  }

  /** The same on several ranks; what is reported and written, is so by rank 0. */
  private Outcome onRanks(
      Ranks ranks, RunOptions options, Simulation.Options settings, RunWay way, CancelOnExit guard, PrintStream report) {
    boolean first = ranks.rank() == 0;
    var run = new RankedRun(network, ranks, way, options, guard);
    run.check();
    return run.run(settings, body, text -> report.print(first ? text : ""), done -> {
      Keeping kept = done.kept();
      if (done.recording() != null && kept != null) {
        Recordings recorded = kept.end(done.result().cancelled() || options.hasCheckpoints(), options);
        return written(done.recording(), done.result(), kept, recorded, done.notes(), options, report);
      }
      // A script may look at the outcome, and does so on all ranks.
      boolean seen = way.manifest().origin().kind() == RunOrigin.Kind.SCRIPT || way.manifest().origin().kind() == RunOrigin.Kind.PROGRAM;
      return new Outcome(
          done.directory(), done.result(), seen ? Recording.statistics(done.directory()) : List.of(),
          seen ? Keeping.traces(Recordings.read(done.directory())) : List.of(),
          () -> SpikeLogReader.open(done.directory().resolve(OutputFiles.LOG)).readAll());
    });
  }

  private Outcome written(
      Recording recording, RunResult result, Keeping kept, Recordings recorded, Map<String, Double> notes, RunOptions options, PrintStream report) {
    Path out = recording.directory();
    Recording.Activity activity = recording.read(rasterOptions());
    report.println();
    report.print(StatisticsTable.of(activity.statistics(), Optional.ofNullable(published)));
    report.println();
    StatisticsFile.write(out.resolve(OutputFiles.STATISTICS), activity.statistics(), Optional.ofNullable(published));
    kept.provenance().addTo(out.resolve(OutputFiles.STATISTICS), result.cancelled() ? "cancelled" : "complete", kept.names(), notes);
    if (!options.noPlot) { // last: it takes longest, and a process that is to end may not wait for it
      RasterPicture.write(out.resolve(OutputFiles.PICTURE), activity.last(), activity.statistics(), rasterOptions());
    }
    kept.draw(recorded, options);
    report.println("written to " + out + ": " + (recording.isLogged() ? OutputFiles.LOG + "/ (log), " : "") + OutputFiles.STATISTICS + ", "
        + OutputFiles.DESCRIPTION + (recording.hasPositions() ? ", " + OutputFiles.POSITIONS : "") + (options.noPlot ? "" : ", " + OutputFiles.PICTURE)
        + (kept.names().isEmpty() ? "" : ", " + String.join(", ", kept.names())));
    return new Outcome(out, result, activity.statistics(), Keeping.traces(recorded), recording::spikes);
  }

  /** Refuses times that the run could not simulate, before any work is done for it. */
  private double checked(double ms, String what, boolean needed) {
    if (needed ? !(ms > 0) : !(ms >= 0)) {
      throw new RanvierException(what + " " + TimeGrid.trim(ms) + " ms must be " + (needed ? "above 0" : "0 or above"));
    }
    network.grid().steps(ms, what, needed ? 1 : 0, "");
    return ms;
  }

  private RasterOptions rasterOptions() {
    RasterOptions options = RasterOptions.DEFAULTS.withExcitatory(excitatory);
    return published == null ? options : options.withPublished(published);
  }
}
