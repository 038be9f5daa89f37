package org.ranvier.networks.sonata;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ranvier.networks.export.SonataSpikeFile;
import org.ranvier.networks.export.SonataSpikeFile.Spikes;
import org.ranvier.networks.export.SpikeOrder;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

/** The files that a configuration wants written: spikes of the neurons that were simulated, under their node ids. */
public final class SonataOutput {
  private final SonataConfig.Output asked;
  private final List<NodePopulation> populations;

  SonataOutput(SonataConfig.Output asked, List<NodePopulation> populations) {
    this.asked = asked;
    this.populations = populations;
  }

  /** The same files in another directory. */
  public SonataOutput in(Path directory) {
    return new SonataOutput(
        new SonataConfig.Output(
            directory, directory.resolve(asked.spikes().getFileName()), asked.csv().map(p -> directory.resolve(p.getFileName())),
            asked.log().map(p -> directory.resolve(p.getFileName())), asked.order(), asked.overwrite()),
        populations);
  }

  /** The same files, in the place of those that are there. */
  public SonataOutput overwriting() {
    return new SonataOutput(
        new SonataConfig.Output(asked.directory(), asked.spikes(), asked.csv(), asked.log(), asked.order(), true), populations);
  }

  /** Refuses files that are there and must not be overwritten. */
  public void check() {
    Stream.concat(Stream.of(asked.spikes()), Stream.concat(asked.csv().stream(), asked.log().stream()))
        .filter(file -> !asked.overwrite() && Files.exists(file))
        .findFirst()
        .ifPresent(file -> {
          throw new RanvierException(
              file + " exists, and the configuration does not allow to overwrite it; name another directory with --out,"
              + " or replace it with --overwrite");
        });
  }

  /** Where the spikes go. */
  public Path spikesFile() {
    return asked.spikes();
  }

  /** Where the run's report goes, if anywhere. */
  public Optional<Path> logFile() {
    return asked.log();
  }

  /** Writes the spikes; returns the files. */
  public List<Path> write(SpikeTrains spikes) {
    var sorted = populations.stream().filter(p -> p.size() > 0).map(p -> sorted(spikes, p)).toList();
    var written = new ArrayList<Path>();
    SonataSpikeFile.write(asked.spikes(), sorted, asked.order(), asked.overwrite());
    written.add(asked.spikes());
    asked.csv().ifPresent(csv -> {
      SonataSpikeFile.writeText(csv, sorted, asked.overwrite());
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
        Files.writeString(file, report, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new RanvierException("log " + file + " cannot be written: " + e, e);
      }
    });
  }

  private Spikes sorted(SpikeTrains spikes, NodePopulation population) {
    var range = spikes.population(population.name());
    int count = 0;
    for (int id : spikes.ids()) {
      count += range.contains(id) ? 1 : 0;
    }
    double[] times = new double[count];
    long[] ids = new long[count];
    int[] order = new int[count];
    int n = 0;
    for (int k = 0; k < spikes.size(); k++) {
      if (range.contains(spikes.ids()[k])) {
        times[n] = spikes.timeMs(k);
        ids[n] = population.ids()[spikes.ids()[k] - range.firstId()];
        order[n] = n++;
      }
    }
    IntComparator byTime = (a, b) -> Double.compare(times[a], times[b]);
    IntComparator byId = (a, b) -> Long.compare(ids[a], ids[b]);
    IntArrays.mergeSort(order, asked.order() == SpikeOrder.BY_ID ? byId.thenComparing(byTime) : byTime.thenComparing(byId));
    double[] sortedTimes = new double[count];
    long[] sortedIds = new long[count];
    for (int k = 0; k < count; k++) {
      sortedTimes[k] = times[order[k]];
      sortedIds[k] = ids[order[k]];
    }
    return new Spikes(population.name(), sortedTimes, sortedIds);
  }
}
