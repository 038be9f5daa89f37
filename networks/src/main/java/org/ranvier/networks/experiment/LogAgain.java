package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.RankLogs;
import org.ranvier.simulator.log.SpikeLogReader;

/**
 * Takes up the log of a run that is gone on with: what it holds behind the checkpoint goes, and the run writes that again. A process that dies
 * meanwhile leaves one whole log: {@code spikes.before} while the copy is made, and {@code spikes} once that has lost its queue.
 */
final class LogAgain {
  private LogAgain() {}

  /** Makes the log go on from the present step of a simulation in one process. */
  static void takeUp(Simulation simulation, Path out) {
    Path log = out.resolve(OutputFiles.LOG);
    putAside(simulation, out);
    try {
      copy(simulation, out);
    } catch (RuntimeException | Error e) {
      try {
        delete(log);
        Files.move(out.resolve(OutputFiles.LOG_BEFORE), log);
      } catch (IOException unmoved) {
        e.addSuppressed(unmoved);
      }
      throw e;
    }
    forget(out);
  }

  /** Makes room for the new log. */
  static void putAside(Simulation simulation, Path out) {
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
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(log, e);
    }
  }

  /** Begins the new log with the old one, of which each rank takes the spikes of its neurons. */
  static void copy(Simulation simulation, Path out) {
    simulation.logTo(out.resolve(OutputFiles.LOG), SpikeLogReader.open(out.resolve(OutputFiles.LOG_BEFORE)));
  }

  /** Removes the old log, once all ranks have the new one. */
  static void forget(Path out) {
    Path before = out.resolve(OutputFiles.LOG_BEFORE);
    try {
      delete(before);
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(before, e);
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
    List<Path> ranks = ranks(directory);
    for (Path rank : ranks) {
      if (!holdsLog(rank)) {
        return false; // they go one after the other
      }
    }
    try (var files = Files.list(directory)) {
      return !ranks.isEmpty() || files.anyMatch(LogAgain::isQueue);
    }
  }

  private static List<Path> ranks(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(f -> RankLogs.isName(String.valueOf(f.getFileName()))).sorted().toList();
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
    for (Path rank : ranks(directory)) {
      delete(rank);
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
