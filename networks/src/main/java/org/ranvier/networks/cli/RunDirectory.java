package org.ranvier.networks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ranvier.networks.experiment.Checkpoints;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.networks.experiment.RunManifest;
import org.ranvier.networks.experiment.RunOrigin.Kind;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;
import org.ranvier.simulator.time.TimeGrid;

/** A run's directory, as the commands need it that go on from it. */
record RunDirectory(Path path, RunManifest manifest) {
  static RunDirectory of(Path path) {
    return new RunDirectory(path, RunManifest.read(path));
  }

  /** Refuses runs that write no checkpoints. */
  void requireNetwork(String verb) {
    Kind kind = manifest.origin().kind();
    if (kind == Kind.STUDY || kind == Kind.SONATA) {
      throw new RanvierException("the run in " + path + " is " + (kind == Kind.STUDY ? "of the study '" + manifest.origin().name() + "'"
          : "of a SONATA configuration") + ", which writes no checkpoints to " + verb + " from; 'ranvier verify' runs it again");
    }
    if (kind == Kind.PROGRAM) {
      throw new RanvierException("the run in " + path + " was started by a program of its own; only runs by 'ranvier run' can be used to " + verb + " from");
    }
  }

  /** The last checkpoint, or the last at or before a time; empty where there is none yet of a run that was asked to write some. */
  Optional<Checkpoints.Saved> checkpoint(double atOrBeforeMs) {
    List<Checkpoints.Saved> all = Checkpoints.in(path);
    if (all.isEmpty() && !manifest.hasCheckpoints()) {
      throw new RanvierException("there is no checkpoint in " + path + ": the run was started without --checkpoint-every and --checkpoint-at; it can be run"
          + " again with one of them");
    }
    return all.stream().filter(c -> c.timeMs() <= atOrBeforeMs * (1 + 1e-12)).reduce((a, b) -> b);
  }

  /** The checkpoint at or before a time, which there must be. */
  Checkpoints.Saved requireCheckpoint(double atOrBeforeMs) {
    return checkpoint(atOrBeforeMs).orElseThrow(() -> new RanvierException("there is no checkpoint in " + path
        + (Double.isInfinite(atOrBeforeMs) ? " yet" : " at or before " + TimeGrid.trim(atOrBeforeMs) + " ms; there are "
            + Checkpoints.in(path).stream().map(c -> TimeGrid.trim(c.timeMs()) + " ms").toList())));
  }

  /** Whether the run has come to its end, and written what it writes then. */
  boolean isComplete() {
    Path log = path.resolve(OutputFiles.LOG);
    return Files.exists(path.resolve(OutputFiles.STATISTICS)) && Files.isDirectory(log)
        && SpikeLogReader.open(log).status().ending() == Ending.COMPLETE;
  }
}
