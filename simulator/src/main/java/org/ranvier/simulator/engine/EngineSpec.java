package org.ranvier.simulator.engine;

import java.util.List;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.time.TimeGrid;

/**
 * All that the engine needs to build and run a network.
 *
 * @param grid the grid of time
 * @param seed seed of all random streams
 * @param threads number of workers; the result does not depend on it
 * @param projections static projections
 * @param plastic plastic projections
 * @param couplings what neurons hear of others continuously
 */
public record EngineSpec(
    TimeGrid grid,
    long seed,
    int threads,
    List<PopulationSpec> populations,
    List<ProjectionSpec> projections,
    List<PlasticProjection> plastic,
    List<StimulusSpec> stimuli,
    List<ProbeSpec> probes,
    List<CouplingSpec> couplings) {
  public EngineSpec {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    plastic = List.copyOf(plastic);
    stimuli = List.copyOf(stimuli);
    probes = List.copyOf(probes);
    couplings = List.copyOf(couplings);
  }

  /** A network without continuous coupling. */
  public EngineSpec(
      TimeGrid grid, long seed, int threads, List<PopulationSpec> populations, List<ProjectionSpec> projections, List<PlasticProjection> plastic,
      List<StimulusSpec> stimuli, List<ProbeSpec> probes) {
    this(grid, seed, threads, populations, projections, plastic, stimuli, probes, List.of());
  }

  /** A network without plastic projections and continuous coupling. */
  public EngineSpec(
      TimeGrid grid, long seed, int threads, List<PopulationSpec> populations, List<ProjectionSpec> projections,
      List<StimulusSpec> stimuli, List<ProbeSpec> probes) {
    this(grid, seed, threads, populations, projections, List.of(), stimuli, probes, List.of());
  }
}
