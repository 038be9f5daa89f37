package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.checkpoint.CheckpointFile;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.ranks.OtherRankFailed;
import org.ranvier.simulator.time.TimeGrid;

/**
 * When a run writes checkpoints into its directory: one at its begin and its end and at the multiples of an interval, each in the place of the one
 * before, and some at given times, which stay.
 */
public final class Checkpoints {
  static final String LATEST = "latest" + OutputFiles.CHECKPOINT_SUFFIX;

  private final TimeGrid grid;
  private final boolean asked;
  private final long everySteps; // 0: none
  private final TreeSet<Long> at = new TreeSet<>();

  /**
   * A checkpoint in a run's directory.
   *
   * @param timeMs the time at which it was written
   */
  public record Saved(Path file, double timeMs) {}

  private Checkpoints(TimeGrid grid, double everyMs, List<Double> atMs) {
    this.grid = grid;
    asked = everyMs > 0 || !atMs.isEmpty();
    everySteps = everyMs > 0 ? grid.steps(everyMs, "--checkpoint-every", 1, "") : 0;
    atMs.forEach(t -> at.add(grid.steps(t, "--checkpoint-at", 1, "")));
  }

  /** Those that options ask for; refuses times that no run could keep. */
  static Checkpoints of(RunOptions options, TimeGrid grid, boolean logged) {
    var checkpoints = new Checkpoints(grid, options.checkpointEveryMs(), options.checkpointAtMs());
    if (checkpoints.asked && !logged) {
      throw new RanvierException("checkpoints of a run need its spike log, and this JVM cannot write one (the warning says why); start with 'ranvier run',"
          + " or leave out --checkpoint-every and --checkpoint-at");
    }
    return checkpoints;
  }

  /** Refuses checkpoints at times that the run does not reach. */
  void requireWithin(double fromMs, double endMs) {
    for (long step : at) {
      double t = grid.toMs(step);
      if (t > endMs + 1e-9 * endMs) {
        throw new RanvierException("--checkpoint-at " + TimeGrid.trim(t) + " ms is never reached: the run goes from " + TimeGrid.trim(fromMs) + " to "
            + TimeGrid.trim(endMs) + " ms");
      }
    }
  }

  /**
   * Advances a simulation, and saves it where it is due; a cancelled one where it stands.
   *
   * @param beforeSaving writes what a checkpoint does not hold: a process that is killed after it goes on from there
   */
  RunResult run(Simulation simulation, long steps, RunMonitor monitor, Path directory, Runnable beforeSaving) {
    if (!asked) {
      return simulation.run(Units.ms(grid.toMs(steps)), monitor);
    }
    long begin = step(simulation);
    save(simulation, directory.resolve(LATEST), true);
    if (at.contains(begin)) {
      save(simulation, kept(simulation, directory), true);
    }
    RunResult all = new RunResult(0, false, 0, 0, 0, Map.of());
    while (all.steps() < steps && !all.cancelled()) {
      long done = all.steps();
      long next = Math.min(begin + steps, due(begin + done));
      RunResult r = simulation.run(Units.ms(grid.toMs(next - begin - done)), (d, total) -> monitor.progress(done + d, steps));
      all = sum(all, r);
      long now = begin + all.steps();
      beforeSaving.run();
      if (at.contains(now)) {
        save(simulation, kept(simulation, directory), false);
      }
      if (all.cancelled() || all.steps() == steps || everySteps > 0 && now % everySteps == 0) {
        save(simulation, directory.resolve(LATEST), false);
      }
    }
    return all;
  }

  /** Saves a simulation as it is now into a file that stays. */
  static void keep(Simulation simulation, Path directory) {
    save(simulation, kept(simulation, directory), true);
  }

  private static Path kept(Simulation simulation, Path directory) {
    return directory.resolve(TimeGrid.trim(simulation.timeMs()) + "-ms" + OutputFiles.CHECKPOINT_SUFFIX);
  }

  private long step(Simulation simulation) {
    return Math.round(simulation.timeMs() / grid.resolutionMs());
  }

  /** Refuses checkpoints at times before the recording, when none is written. */
  void requireNotBefore(double fromMs) {
    for (long step : at) {
      double t = grid.toMs(step);
      if (t < fromMs - 1e-9 * fromMs) {
        throw new RanvierException("--checkpoint-at " + TimeGrid.trim(t) + " ms lies in the warm-up, of which no checkpoints are written: the run records from "
            + TimeGrid.trim(fromMs) + " ms on; use that or later, or a shorter --warmup");
      }
    }
  }

  /** The next step after one at which a checkpoint is due. */
  private long due(long after) {
    Long given = at.higher(after);
    long every = everySteps > 0 ? (after / everySteps + 1) * everySteps : Long.MAX_VALUE;
    return given == null ? every : Math.min(given, every);
  }

  /** Saves; a disk that is full by then does not end the run, for which the older checkpoint is still there. */
  private static void save(Simulation simulation, Path file, boolean first) {
    try {
      simulation.save(file);
    } catch (OtherRankFailed e) { // it says why
      if (first) {
        throw e;
      }
    } catch (RanvierException e) {
      if (first) {
        throw e;
      }
      System.err.println("warning: " + e.getMessage() + "; the run goes on");
    }
  }

  static RunResult sum(RunResult a, RunResult b) {
    var phases = new LinkedHashMap<>(a.phaseSeconds());
    b.phaseSeconds().forEach((phase, s) -> phases.merge(phase, s, Double::sum));
    return new RunResult(
        a.steps() + b.steps(), b.cancelled(), a.seconds() + b.seconds(), a.synapticEvents() + b.synapticEvents(), a.spikes() + b.spikes(), phases);
  }

  /** The checkpoints in a run's directory, by time. A file that says nothing of itself is refused. */
  public static List<Saved> in(Path directory) {
    try (var files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(OutputFiles.CHECKPOINT_SUFFIX))
          .map(f -> new Saved(f, time(f)))
          .sorted(Comparator.comparingDouble(Saved::timeMs).thenComparing(Saved::file))
          .toList();
    } catch (IOException e) {
      throw new RanvierException(directory + " cannot be read: " + e, e);
    }
  }

  private static double time(Path file) {
    try {
      var header = CheckpointFile.readHeader(file);
      return TimeGrid.ms(header.step(), header.resolutionMs());
    } catch (RanvierException e) {
      throw new RanvierException(e.getMessage() + " (remove it, and the one before is taken)", e);
    }
  }

  /** The last checkpoint at or before a time. */
  public static Optional<Saved> before(Path directory, double timeMs) {
    List<Saved> all = in(directory);
    return all.stream().filter(s -> s.timeMs() <= timeMs * (1 + 1e-12)).reduce((a, b) -> b);
  }
}
