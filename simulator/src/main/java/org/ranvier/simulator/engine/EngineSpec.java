package org.ranvier.simulator.engine;

import java.util.List;
import org.ranvier.simulator.time.TimeGrid;

/**
 * All that the engine needs to build and run a network.
 *
 * @param grid the grid of time
 * @param seed seed of all random streams
 * @param threads number of workers; the result does not depend on it
 */
public record EngineSpec(
    TimeGrid grid,
    long seed,
    int threads,
    List<PopulationSpec> populations,
    List<ProjectionSpec> projections,
    List<StimulusSpec> stimuli,
    List<ProbeSpec> probes,
    List<CouplingSpec> couplings) {
  public EngineSpec {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    stimuli = List.copyOf(stimuli);
    probes = List.copyOf(probes);
    couplings = List.copyOf(couplings);
  }

  /** A network without continuous coupling. */
  public EngineSpec(
      TimeGrid grid, long seed, int threads, List<PopulationSpec> populations, List<ProjectionSpec> projections, List<StimulusSpec> stimuli,
      List<ProbeSpec> probes) {
    this(grid, seed, threads, populations, projections, stimuli, probes, List.of());
  }
}
