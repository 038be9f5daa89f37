package org.ranvier.networks.sonata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.export.SonataSpikeFile;
import org.ranvier.networks.export.SonataSpikeFile.Spikes;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.recording.StateTrace;

/**
 * The files that a configuration wants written: spikes of the neurons that were simulated, under their node ids, and reports. They
 * stand below the configuration's folder or in a directory that the user names, and replace others only by {@link #overwriting}.
 */
public final class SonataOutput {
  private static final String RUN = "ranvier";

  private final SonataConfig.Output asked;
  private final Optional<Path> within;
  private final Collection<Path> inputs;
  private final Reports reports;
  private final NodeSpikes spikes;
  private final boolean overwrite;

  SonataOutput(SonataConfig config, Collection<Path> inputs, Reports reports, List<NodePopulation> populations) {
    this(
        config.output(), Optional.of(config.file().toAbsolutePath().normalize().resolveSibling("")), inputs, reports,
        new NodeSpikes(populations, config.output().order()), false);
  }

  private SonataOutput(
      SonataConfig.Output asked, Optional<Path> within, Collection<Path> inputs, Reports reports, NodeSpikes spikes,
      boolean overwrite) {
    this.asked = asked;
    this.within = within;
    this.inputs = inputs;
    this.reports = reports;
    this.spikes = spikes;
    this.overwrite = overwrite;
  }

  /** The same files in another directory, which the user chose. */
  public SonataOutput in(Path directory) {
    return new SonataOutput(
        new SonataConfig.Output(
            directory, in(directory, asked.spikes()), asked.csv().map(p -> in(directory, p)), asked.log().map(p -> in(directory, p)),
            asked.order(), asked.overwrite()),
        Optional.of(directory), inputs, reports, spikes, overwrite);
  }

  private static Path in(Path directory, Path file) {
    if (file.getFileName() instanceof Path name) {
      return directory.resolve(name);
    }
    throw new RanvierException("output " + file + " is no name of a file");
  }

  /** The same files, in the place of those that are there. */
  public SonataOutput overwriting() {
    return new SonataOutput(asked, within, inputs, reports, spikes, true);
  }

  /** Refuses files outside, files that the run reads, those that are there and must not be overwritten, and what cannot be written. */
  public void check() {
    var places = new OutputPlaces(within, inputs, overwrite);
    places.requireWithin(runDirectory());
    places.check(files());
  }

  /** The directory of what every run writes: the network in words and the log of all spikes. */
  public Path runDirectory() {
    return asked.directory().resolve(RUN);
  }

  private List<Path> files() {
    var files = new ArrayList<Path>();
    files.add(asked.spikes());
    asked.csv().ifPresent(files::add);
    asked.log().ifPresent(files::add);
    files.addAll(reports.files(asked.directory()));
    return files;
  }

  /** Where the spikes go. */
  public Path spikesFile() {
    return asked.spikes();
  }

  /** Where the run's report goes, if anywhere. */
  public Optional<Path> logFile() {
    return asked.log();
  }

  /** Writes spikes and reports of a simulation; returns the files. */
  public List<Path> write(Simulation simulation) {
    return write(simulation.spikes(), simulation.traces());
  }

  /** Writes spikes and, from what the network's recorders have sampled, reports; returns the files. */
  public List<Path> write(SpikeTrains trains, List<StateTrace> traces) {
    var written = new ArrayList<>(write(trains));
    written.addAll(reports.write(asked.directory(), traces, overwrite));
    return written;
  }

  /** Writes the spikes; returns the files. */
  public List<Path> write(SpikeTrains trains) {
    check();
    List<Spikes> sorted = spikes.of(trains);
    var written = new ArrayList<Path>();
    SonataSpikeFile.write(asked.spikes(), sorted, asked.order(), overwrite);
    written.add(asked.spikes());
    asked.csv().ifPresent(csv -> {
      SonataSpikeFile.writeText(csv, sorted, overwrite);
      written.add(csv);
    });
    return written;
  }

  /** Writes the report of the run, if the configuration wants it. */
  public void writeLog(String report) {
    asked.log().ifPresent(file -> {
      try {
        if (file.toAbsolutePath().getParent() instanceof Path parent) {
          Files.createDirectories(parent);
        }
        if (overwrite) {
          Files.writeString(file, report, StandardCharsets.UTF_8);
        } else {
          Files.writeString(file, report, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
      } catch (IOException e) {
        throw new RanvierException("log " + file + " cannot be written: " + e, e);
      }
    });
  }
}
