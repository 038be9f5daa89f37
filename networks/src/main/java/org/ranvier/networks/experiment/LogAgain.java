package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;

/**
 * Takes up the log of a run that is gone on with: what it holds behind the checkpoint goes, and the run writes that again. A process that dies
 * meanwhile leaves one whole log: {@code spikes.before} while the copy is made, and {@code spikes} once that has lost its queue.
 */
final class LogAgain {
  private LogAgain() {}

  /** Makes the log go on from the present step of a simulation. */
  static void takeUp(Simulation simulation, Path out) {
    Path log = out.resolve(OutputFiles.LOG);
    Path before = out.resolve(OutputFiles.LOG_BEFORE);
    try {
      boolean interrupted = holdsLog(before);
      requireReaches(simulation, SpikeLogReader.open(interrupted ? before : log));
      if (interrupted) {
        delete(log);
      } else {
        delete(before);
        Files.move(log, before);
      }
      try {
        simulation.logTo(log, SpikeLogReader.open(before));
      } catch (RuntimeException | Error e) {
        delete(log);
        Files.move(before, log);
        throw e;
      }
      delete(before);
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(log, e);
    }
  }

  private static void requireReaches(Simulation simulation, SpikeLogReader log) {
    double resolution = log.manifest().resolutionMs();
    long step = Math.round(simulation.timeMs() / resolution);
    long reached = log.forEach(block -> {}, step).lastStep();
    if (reached < step) {
      throw new RanvierException(
          log.directory() + ": the log ends at step " + reached + ", before the checkpoint at step " + step + "; remove that checkpoint, and an older one is"
              + " taken");
    }
  }

  private static boolean holdsLog(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (var files = Files.list(directory)) {
      return files.anyMatch(LogAgain::isQueue);
    }
  }

  private static boolean isQueue(Path file) {
    return file.toString().endsWith(".cq4");
  }

  /** Removes a log, its queue first: without that it is none. */
  private static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> all;
    try (var files = Files.list(directory)) {
      all = files.sorted(Comparator.comparing((Path f) -> !isQueue(f))).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
    Files.delete(directory);
  }
}
