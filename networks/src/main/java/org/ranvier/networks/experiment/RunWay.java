package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.checkpoint.CheckpointFile;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The way of a run from its start to its end: from nothing, or from where an earlier run had come to.
 *
 * @param manifest of the run, as if it began
 */
record RunWay(@Nullable RunStart start, RunManifest manifest, Checkpoints checkpoints, boolean logged) {
  static RunWay of(RunContext.Begun begun, RunManifest manifest, Checkpoints checkpoints, boolean logged) {
    RunStart start = begun.start();
    if (start != null && start.resumes() && !logged) {
      throw new RanvierException("a run cannot go on without its spike log, and this JVM cannot write one (the warning says why); use 'ranvier resume'");
    }
    if (start == null || start.resumes() || start.from().isEmpty()) {
      checkpoints.requireWithin(manifest.warmupMs(), manifest.warmupMs() + manifest.durationMs());
    }
    if (start == null) {
      checkpoints.requireNotBefore(manifest.warmupMs());
    }
    return new RunWay(start, manifest, checkpoints, logged);
  }

  private boolean fromCheckpoint() {
    return start != null && start.from().isPresent();
  }

  /** The directory of the run: its own, or that of the one that it goes on with. */
  OutputDirectory claim(CancelOnExit guard, RunOptions options) {
    if (start == null || !start.resumes()) {
      return guard.claim(options.out, options.overwrite).withRoomForALog(logged);
    }
    OutputDirectory directory = guard.claimAgain(start.before()).withRoomForALog(logged);
    if (!fromCheckpoint()) {
      directory.startOver();
    }
    return directory;
  }

  Simulation build(Network network, Simulation.Options settings) {
    var options = settings.keepSpikes(!logged);
    if (start == null || start.from().isEmpty()) {
      return Simulation.of(network, options);
    }
    if (start.isVariant()) {
      return Simulation.restoreVariant(network, start.from().get(), options);
    }
    List<String> differences = Differences.from(start.before(), network);
    if (!differences.isEmpty()) {
      throw new RanvierException("the network is not described any more as that of the run in " + start.before() + ":" + System.lineSeparator() + "  "
          + String.join(System.lineSeparator() + "  ", differences));
    }
    return Simulation.restore(network, start.from().get(), options);
  }

  /** From where it starts, so that it can be compared. */
  String startText() {
    if (start == null) {
      return "none";
    }
    return start.from().map(f -> String.valueOf(CheckpointFile.readHeader(f))).orElse("none yet");
  }

  /** What a person should know of the start. */
  List<String> notes(Network network) {
    var notes = new ArrayList<String>();
    if (start != null && start.from().isPresent()) {
      var header = CheckpointFile.readHeader(start.from().get());
      notes.add("goes on from " + start.from().get() + ", at " + TimeGrid.trim(TimeGrid.ms(header.step(), header.resolutionMs())) + " ms");
      if (start.isVariant()) {
        List<String> differences = Differences.from(start.before(), network);
        notes.add(differences.isEmpty() ? "no difference from the network of " + start.before() : "differences from the network of " + start.before() + ":");
        differences.forEach(d -> notes.add("  " + d));
      }
    } else if (start != null && start.resumes()) {
      notes.add("no checkpoint had been written yet: begins anew");
    }
    return notes;
  }

  double warmupMs() {
    return fromCheckpoint() ? 0 : manifest.warmupMs();
  }

  /** How many steps there are to record. */
  long stepsFrom(Simulation simulation) {
    var grid = simulation.network().grid();
    long duration = Math.round(manifest.durationMs() / grid.resolutionMs());
    if (!fromCheckpoint() || start == null || !start.resumes()) {
      return duration;
    }
    long end = Math.round(manifest.warmupMs() / grid.resolutionMs()) + duration;
    return Math.max(0, end - Math.round(simulation.timeMs() / grid.resolutionMs()));
  }

  /** Begins the log of a rank that does not record anything else. */
  void log(Simulation simulation, Path out) {
    if (goesOn()) {
      LogAgain.copy(simulation, out);
    } else {
      simulation.logTo(out.resolve(OutputFiles.LOG));
    }
  }

  /** All ranks have their logs, one of them alone its own. */
  void logged(Path out) {
    if (goesOn()) {
      LogAgain.forget(out);
    }
  }

  private boolean goesOn() {
    return fromCheckpoint() && start != null && start.resumes();
  }

  /** Keeps the begin of a variant: it has no other, whatever becomes of the run that it started from. */
  void keepBegin(Simulation simulation, Path out) {
    if (fromCheckpoint() && start != null && start.isVariant()) {
      Checkpoints.keep(simulation, out);
    }
  }

  /** Begins to record, in one process or at the first of several ranks. */
  Recording record(Simulation simulation, OutputDirectory directory, RunOptions options, CancelOnExit guard) {
    double now = simulation.timeMs();
    if (start == null || !fromCheckpoint()) {
      return Recording.begin(simulation, directory, logged, manifest, guard);
    }
    if (start.resumes()) {
      RunManifest before = RunManifest.read(start.before());
      return Recording.goOn(simulation, directory, before.goingOn(manifest, now, options.threads), guard);
    }
    return Recording.begin(
        simulation, directory, logged, manifest.startedFrom(start.from().map(f -> f.toAbsolutePath().toString()).orElseThrow(), now, options.threads), guard);
  }
}
