package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.ranvier.networks.analysis.PopulationStatistics;
import org.ranvier.networks.recordings.Recordings;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.recording.StateTrace;

/**
 * What an {@link Experiment} yields.
 *
 * @param directory where the log, the statistics and the picture are
 * @param cost what the recorded run cost
 * @param statistics of each population
 * @param traces what the recorders sampled
 * @param recorded reads the spikes
 */
public record Outcome(
    Path directory, RunResult cost, List<PopulationStatistics> statistics, List<StateTrace> traces, Supplier<SpikeTrains> recorded) {
  /** What the recorders sampled, read from the directory anew by each call. */
  public Recordings recordings() {
    return Recordings.read(directory);
  }

  /** All spikes of the recorded run, read into memory from its log, anew by each call. */
  public SpikeTrains spikes() {
    return recorded.get();
  }
}
