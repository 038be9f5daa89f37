package org.ranvier.networks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ranvier.networks.experiment.OutputFiles;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.LogComparison;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.time.TimeGrid;

/** The spike logs of a run: the one of a network, or those of a study's trials, by their place in the run's directory. */
record RunLogs(Map<String, SpikeLogReader> logs) {
  /** How two runs compare. */
  record Comparison(boolean same, String text) {}

  static RunLogs in(Path directory) {
    var logs = new TreeMap<String, SpikeLogReader>();
    Path own = directory.resolve(OutputFiles.LOG);
    Path sonata = directory.resolve("ranvier").resolve(OutputFiles.LOG); // below the directory that was asked for
    Path trials = directory.resolve(OutputFiles.TRIALS);
    if (Files.isDirectory(own)) {
      logs.put("", SpikeLogReader.open(own));
    } else if (Files.isDirectory(sonata)) {
      logs.put("", SpikeLogReader.open(sonata));
    } else if (Files.isDirectory(trials)) {
      try (var files = Files.list(trials)) {
        files.forEach(f -> logs.put(String.valueOf(f.getFileName()), SpikeLogReader.open(f)));
      } catch (IOException e) {
        throw new RanvierException(trials + " cannot be read: " + e, e);
      }
    }
    if (logs.isEmpty()) {
      throw new RanvierException("there is no spike log in " + directory + " to compare with");
    }
    return new RunLogs(logs);
  }

  /** The time up to which all logs reach at most. */
  double endMs() {
    return logs.values().stream().mapToDouble(l -> TimeGrid.ms(l.status().lastStep(), l.manifest().resolutionMs())).max().orElse(0);
  }

  /** Compares all logs in an interval, as far as each of these reaches. */
  Comparison compare(RunLogs others, double fromMs, double toMs) {
    long spikes = 0;
    long blocks = 0;
    for (var entry : logs.entrySet()) {
      SpikeLogReader log = entry.getValue();
      SpikeLogReader other = others.logs.get(entry.getKey());
      String name = entry.getKey().isEmpty() ? "" : entry.getKey() + ": ";
      if (other == null) {
        return new Comparison(false, name + "the run again has no such trial");
      }
      long from = Math.max(log.stepAt(fromMs), log.manifest().firstStep() - 1);
      var found = LogComparison.of(log, other, from, Math.min(log.stepAt(toMs), log.status().lastStep()));
      if (found.difference().isPresent()) {
        return new Comparison(false, name + found.difference().get());
      }
      spikes += found.spikes();
      blocks += found.blocks();
    }
    String which = logs.size() == 1 ? "" : logs.size() + " trials, ";
    return new Comparison(
        true, String.format(Locale.ROOT, "the same: %s%,d spikes in %,d blocks from %s to %s ms", which, spikes, blocks, TimeGrid.trim(fromMs),
            TimeGrid.trim(toMs)));
  }
}
