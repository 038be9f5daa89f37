package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The run of an experiment on several ranks, as one of them does it: all simulate, each logs the spikes of its neurons, and rank 0 does what is to be done
 * once.
 */
final class RankedRun {
  private final Network network;
  private final Ranks ranks;
  private final Meeting meeting;
  private final RunWay way;
  private final RunOptions options;
  private final CancelOnExit guard;

  RankedRun(Network network, Ranks ranks, RunWay way, RunOptions options, CancelOnExit guard) {
    this.network = network;
    this.ranks = ranks;
    this.way = way;
    this.options = options;
    this.guard = guard;
    meeting = new Meeting(ranks);
  }

  /**
   * What a run leaves.
   *
   * @param recording that of rank 0; nothing elsewhere
   * @param kept likewise
   */
  record Done(Path directory, RunResult result, Map<String, Double> notes, @Nullable Recording recording, @Nullable Keeping kept) {}

  private boolean isFirst() {
    return ranks.rank() == 0;
  }

  /** Refuses what cannot be done on ranks yet, and ranks that were not started for the same run. */
  void check() {
    meeting.together(
        () -> {
          String mend = " does not work on several ranks yet; run it in one process, without mpirun, with --threads N";
          if (!way.logged()) {
            throw new RanvierException("a run without a spike log (the warning says why there is none)" + mend);
          }
          return way;
        });
    RunManifest manifest = way.manifest();
    var same = new LinkedHashMap<String, String>();
    RunManifest.Part part = manifest.parts().getLast();
    same.put("version of Ranvier", part.ranvierVersion());
    same.put("version of Java", part.javaVersion());
    same.put("seed", Long.toString(manifest.seed()));
    same.put("warm-up", TimeGrid.trim(manifest.warmupMs()) + " ms");
    same.put("duration", TimeGrid.trim(manifest.durationMs()) + " ms");
    same.put("network (digest of its description)", meeting.together(() -> PlanDigest.of(network.plan())));
    same.put("checkpoint to go on from", meeting.together(way::startText));
    meeting.requireSame(same);
  }

  /**
   * Builds, runs and records.
   *
   * @param body what is done in place of one run of the duration, if anything; all ranks do it
   * @param report takes what a person wants to know
   * @param end makes the outcome: first at rank 0, which writes it, and then elsewhere
   */
  Outcome run(Simulation.Options settings, @Nullable Consumer<Run> body, Consumer<String> report, Function<Done, Outcome> end) {
    try (var directory = RankedDirectory.claim(ranks, () -> way.claim(guard, options))) {
      try (var simulation = Progress.building(network.name(), () -> way.build(network, settings.ranks(ranks)))) {
        guard.cancels(simulation);
        report.accept(built(simulation));
        simulation.shifts().forEach(shift -> report.accept("note: " + shift + System.lineSeparator()));
        way.notes(network).forEach(note -> report.accept(note + System.lineSeparator()));
        if (way.warmupMs() > 0) {
          RunSteps.warmUp(simulation, way.warmupMs());
        }
        return run(simulation, directory, body, report, end);
      }
    }
  }

  private Outcome run(Simulation simulation, RankedDirectory directory, @Nullable Consumer<Run> body, Consumer<String> report, Function<Done, Outcome> end) {
    OutputDirectory own = directory.own();
    Path out = directory.path();
    long steps = way.stepsFrom(simulation);
    Recording recording = meeting.together(() -> own == null ? Optional.<Recording>empty() : Optional.of(way.record(simulation, own, options, guard))).orElse(null);
    directory.requireShared();
    meeting.together(
        () -> {
          if (own == null) { // the directory is there now, and empty
            way.log(simulation, out);
          }
          return out;
        });
    meeting.together(
        () -> {
          if (own != null) {
            way.logged(out);
          }
          return out;
        });
    way.keepBegin(simulation, out);
    Keeping kept = recording == null ? null : Keeping.begin(simulation, recording.directory(), steps, new Provenance(way.manifest(), options));
    Runnable keep = kept == null ? Keeping.discard(simulation, steps) : kept::write;
    RunResult result;
    Map<String, Double> notes = Map.of();
    try (var progress = isFirst() ? Progress.of("run", network.grid()) : Progress.silent(network.grid())) {
      if (body == null) {
        result = way.checkpoints().run(simulation, steps, progress, out, () -> together(keep));
      } else {
        options.refuseCheckpoints("a run with a body of its own cannot be gone on with; save the simulation in the body, with run.simulation().save(…)");
        var run = new Run(simulation, progress, guard, steps);
        run.through(body);
        result = run.result();
        notes = run.notes();
      }
    } catch (RuntimeException | Error e) {
      if (kept != null) {
        kept.failed(e);
      }
      throw e;
    }
    meeting.together(
        () -> {
          simulation.endLog();
          return out;
        });
    report.accept(RunSteps.cost(network, result, network.grid().toMs(steps)));
    var done = new Done(out, result, notes, recording, kept);
    Optional<Outcome> first = meeting.together(() -> {
      if (own == null) {
        return Optional.<Outcome>empty();
      }
      own.requireThere(List.of(OutputFiles.STATISTICS));
      return Optional.of(end.apply(done));
    });
    return meeting.together(() -> first.orElseGet(() -> end.apply(done)));
  }

  private void together(Runnable work) {
    meeting.together(() -> {
      work.run();
      return work;
    });
  }

  private String built(Simulation simulation) {
    long[] threads = meeting.sum(options.threads);
    int processors = Runtime.getRuntime().availableProcessors();
    String few = options.threads <= processors ? "" : String.format(Locale.ROOT,
        "note: rank %d has %d threads and may use %d processor%s; mpirun binds ranks to processors: start it with --bind-to none, or --map-by slot:PE=%d%n",
        ranks.rank(), options.threads, processors, processors == 1 ? "" : "s", options.threads);
    return String.format(
        Locale.ROOT, "%s: %,d neurons, %,d synapses, built in %.1f s on %d ranks with %d threads in all%n%s", network.name(), simulation.neurons(),
        simulation.synapses(), simulation.buildSeconds(), ranks.size(), threads[0], few);
  }
}
