package org.ranvier.validation.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.recording.SpikeTrains;

/** What is left of a run: its log beside that of an undisturbed run of the same network. */
record LogOfRun(SpikeLogStatus status, SpikeTrains spikes) {
  /** The log in a run's directory; empty where there is none, or none with a manifest yet. */
  static Optional<LogOfRun> in(Path directory) {
    if (!Files.isDirectory(directory.resolve("spikes"))) {
      return Optional.empty();
    }
    try {
      var reader = SpikeLogReader.open(directory.resolve("spikes"));
      return Optional.of(new LogOfRun(reader.status(), reader.readAll()));
    } catch (RanvierException e) {
      return Optional.empty();
    }
  }

  /** Whether all its spikes, up to the last step that it holds, are those of another run. */
  boolean isBeginningOf(SpikeTrains whole) {
    SpikeTrains same = whole.between(spikes.fromStep(), spikes.toStep());
    return Arrays.equals(same.steps(), spikes.steps()) && Arrays.equals(same.ids(), spikes.ids());
  }
}
