package org.ranvier.simulator.engine;

import java.util.List;
import org.ranvier.simulator.fields.FieldSpec;
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
 * @param fields what neurons and synapses share beside spikes
 */
public record EngineSpec(
    TimeGrid grid,
    long seed,
    int threads,
    List<PopulationSpec> populations,
    List<ProjectionSpec> projections,
    List<PlasticProjection> plastic,
    List<FieldSpec> fields,
    List<StimulusSpec> stimuli,
    List<ProbeSpec> probes) {
  public EngineSpec {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    plastic = List.copyOf(plastic);
    fields = List.copyOf(fields);
    stimuli = List.copyOf(stimuli);
    probes = List.copyOf(probes);
  }

  /** A network without fields. */
  public EngineSpec(
      TimeGrid grid, long seed, int threads, List<PopulationSpec> populations, List<ProjectionSpec> projections,
      List<PlasticProjection> plastic, List<StimulusSpec> stimuli, List<ProbeSpec> probes) {
    this(grid, seed, threads, populations, projections, plastic, List.of(), stimuli, probes);
  }

  /** A network without plastic projections and fields. */
  public EngineSpec(
      TimeGrid grid, long seed, int threads, List<PopulationSpec> populations, List<ProjectionSpec> projections,
      List<StimulusSpec> stimuli, List<ProbeSpec> probes) {
    this(grid, seed, threads, populations, projections, List.of(), List.of(), stimuli, probes);
  }
}
