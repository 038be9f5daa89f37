package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ranvier.networks.Descriptions;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.analysis.GatheredStatistics;
import org.ranvier.networks.analysis.LastSpikes;
import org.ranvier.networks.analysis.PopulationStatistics;
import org.ranvier.networks.analysis.SpikeStatistics;
import org.ranvier.networks.export.PositionsFile;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.networks.plot.RasterOptions;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.SpikeTrains;

/** What a run records into its directory as it goes, and what is read from that once it has ended. */
final class Recording {
  private final Simulation simulation;
  private final Path out;
  private final boolean logged;
  private final boolean positions;

  /**
   * What is shown of a recording.
   *
   * @param statistics of all of it
   * @param last the spikes at its end
   */
  record Activity(List<PopulationStatistics> statistics, SpikeTrains last) {}

  private Recording(Simulation simulation, Path out, boolean logged, RunManifest manifest) {
    this.simulation = simulation;
    this.out = out;
    this.logged = logged;
    manifest.write(out);
    write(out.resolve(OutputFiles.DESCRIPTION), Descriptions.of(simulation.network()));
    positions = PositionsFile.write(out.resolve(OutputFiles.POSITIONS), simulation.network());
  }

  /** Takes the directory, writes what is known beforehand, and begins the log; where that fails, nothing is left. */
  static Recording begin(Simulation simulation, OutputDirectory directory, boolean logged, RunManifest manifest, CancelOnExit guard) {
    guard.requireGoing();
    Path out = directory.begin();
    try {
      var recording = new Recording(simulation, out, logged, manifest);
      if (logged) {
        simulation.logTo(out.resolve(OutputFiles.LOG));
      }
      return recording;
    } catch (RuntimeException | Error e) {
      directory.forget();
      guard.requireGoing(); // what is begun in a process that is going down fails in its own ways
      throw e;
    }
  }

  /**
   * Goes on recording into the directory of an earlier run, from the present step of a simulation that was restored. The old log stays until all ranks have
   * taken theirs out of it.
   */
  static Recording goOn(Simulation simulation, OutputDirectory directory, RunManifest manifest, CancelOnExit guard) {
    guard.requireGoing();
    Path out = directory.begin();
    if (simulation.ranks().size() == 1) {
      LogAgain.takeUp(simulation, out);
    } else {
      LogAgain.putAside(simulation, out);
      LogAgain.copy(simulation, out);
    }
    return new Recording(simulation, out, true, manifest);
  }

  private static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw OutputDirectory.cannotWrite(file, e);
    }
  }

  Path directory() {
    return out;
  }

  boolean isLogged() {
    return logged;
  }

  boolean hasPositions() {
    return positions;
  }

  /** Ends the log, before anything is made from it: whatever goes wrong then, the log is whole. */
  void end() {
    simulation.endLog();
  }

  /** Goes through the log once, in memory that does not depend on its length. */
  Activity read(RasterOptions options) {
    if (!logged) {
      SpikeTrains all = simulation.spikes();
      return new Activity(SpikeStatistics.of(all), all);
    }
    var log = log();
    var manifest = log.manifest();
    long from = manifest.firstStep() - 1;
    var statistics = new GatheredStatistics(manifest.populations(), manifest.resolutionMs(), from, Long.MAX_VALUE);
    var last =
        new LastSpikes(manifest.populations(), manifest.resolutionMs(), options.windowSteps(manifest.resolutionMs()), from, Long.MAX_VALUE);
    log.forEach(
        block -> {
          statistics.accept(block);
          last.accept(block);
        });
    return new Activity(statistics.statistics(), last.trains());
  }

  private SpikeLogReader log() {
    return SpikeLogReader.open(out.resolve(OutputFiles.LOG));
  }

  /** The statistics of the log in a directory that another rank has recorded into. */
  static List<PopulationStatistics> statistics(Path directory) {
    var log = SpikeLogReader.open(directory.resolve(OutputFiles.LOG));
    var manifest = log.manifest();
    var statistics = new GatheredStatistics(manifest.populations(), manifest.resolutionMs(), manifest.firstStep() - 1, Long.MAX_VALUE);
    log.forEach(statistics::accept);
    return statistics.statistics();
  }

  /** All spikes, from the log into memory. */
  SpikeTrains spikes() {
    return logged ? log().readAll() : simulation.spikes();
  }
}
