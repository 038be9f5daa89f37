package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.List;
import org.ranvier.networks.analysis.PopulationStatistics;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.recording.StateTrace;

/**
 * What an {@link Experiment} yields.
 *
 * @param directory where the log, the statistics and the picture are
 * @param cost what the recorded run cost
 * @param spikes its spikes
 * @param statistics of each population
 * @param traces what the recorders sampled
 */
public record Outcome(
    Path directory, RunResult cost, SpikeTrains spikes, List<PopulationStatistics> statistics, List<StateTrace> traces) {}
