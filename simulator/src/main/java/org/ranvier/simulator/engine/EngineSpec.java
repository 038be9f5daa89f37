package org.ranvier.simulator.engine;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.time.TimeGrid;

/**
 * All that the engine needs to build and run a network.
 *
 * @param grid the grid of time
 * @param seed seed of all random streams
 * @param threads number of workers; the result does not depend on it
 * @param projections static projections
 * @param plastic plastic projections
 * @param couplings projections that couple neurons continuously
 * @param fields what neurons and synapses share beside spikes
 */
public record EngineSpec(
    TimeGrid grid,
    long seed,
    int threads,
    List<PopulationSpec> populations,
    List<ProjectionSpec> projections,
    List<PlasticProjection> plastic,
    List<CouplingSpec> couplings,
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
    couplings = List.copyOf(couplings);
  }

  /** A network whose neurons meet by static synapses only. */
  public EngineSpec(
      TimeGrid grid, long seed, int threads, List<PopulationSpec> populations, List<ProjectionSpec> projections,
      List<StimulusSpec> stimuli, List<ProbeSpec> probes) {
    this(grid, seed, threads, populations, projections, List.of(), List.of(), List.of(), stimuli, probes);
  }

  public EngineSpec withPlastic(List<PlasticProjection> added) {
    return new EngineSpec(grid, seed, threads, populations, projections, added, couplings, fields, stimuli, probes);
  }

  public EngineSpec withCouplings(List<CouplingSpec> added) {
    return new EngineSpec(grid, seed, threads, populations, projections, plastic, added, fields, stimuli, probes);
  }

  public EngineSpec withFields(List<FieldSpec> added) {
    return new EngineSpec(grid, seed, threads, populations, projections, plastic, couplings, added, stimuli, probes);
  }

  /** In which time a population lives. */
  public Clock clock(int population) {
    return populations.get(population).dynamics().clock();
  }

  /** The populations that live in a time. */
  IntStream populationsIn(Clock clock) {
    return IntStream.range(0, populations.size()).filter(p -> clock(p) == clock);
  }

  /** The static projections that end at populations of a time. */
  Stream<ProjectionSpec> projectionsTo(Clock clock) {
    return projections.stream().filter(p -> clock(p.target()) == clock);
  }

  /** The plastic projections that end at populations of a time. */
  Stream<PlasticProjection> plasticTo(Clock clock) {
    return plastic.stream().filter(p -> clock(p.target()) == clock);
  }

  /** The stimuli that act on a population. */
  Stream<StimulusSpec> stimuliOf(int population) {
    return stimuli.stream().filter(s -> s.target() == population);
  }

  /** The probes that look at a population. */
  Stream<ProbeSpec> probesOf(int population) {
    return probes.stream().filter(p -> p.population() == population);
  }

  /** Whether some inputs of neurons on the grid take 8 bytes. */
  boolean isWide() {
    return populationsIn(Clock.GRID).anyMatch(this::isWide);
  }

  /** Whether a static projection or a stimulus that ends at a population on the grid asks for inputs of 8 bytes. */
  boolean isWide(int population) {
    return projections.stream().anyMatch(p -> p.wide() && p.target() == population) || stimuliOf(population).anyMatch(StimulusSpec::wide);
  }

  /** The makers of all connections that end at neurons on the grid. */
  Stream<SynapseGenerator> generatorsToGrid() {
    return Stream.of(
            projectionsTo(Clock.GRID).map(ProjectionSpec::generator),
            plasticTo(Clock.GRID).map(PlasticProjection::generator),
            couplings.stream().map(CouplingSpec::generator))
        .flatMap(g -> g);
  }
}
