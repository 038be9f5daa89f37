package org.ranvier.simulator.plastic;

import java.util.List;
import java.util.Optional;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/** A learning rule as the engine sees it: what it keeps, and what makes its kernels. */
public interface PlasticRule {
  /** What it keeps for each synapse beside the weight. */
  default List<PlasticSynapses.Column> columns() {
    return List.of();
  }

  /** Time constants in ms of the post-synaptic traces that it needs. */
  default List<Double> postTausMs() {
    return List.of();
  }

  /** What can be read of a synapse's source as the synapse sees it, in the order of {@link PlasticKernel#sourceVariable}. */
  default List<PlasticSynapses.Column> sourceVariables() {
    return List.of();
  }

  /** How many numbers it keeps of each post-synaptic spike, beside the traces: {@link PlasticKernel#targetFires} sets them. */
  default int marks() {
    return 0;
  }

  /** State variables of its targets that it reads, step by step: see {@link PlasticKernel#observe}. */
  default List<String> targetVariables() {
    return List.of();
  }

  /** Makes the kernel for one worker's part of a projection; several threads may ask. */
  PlasticKernel kernel(Context context);

  /** Why this rule cannot run on exact spike times, or nothing if it can. */
  default Optional<String> needsGrid() {
    return Optional.of(
        targetVariables().isEmpty() ? "it counts the times of spikes in steps of the grid" : "it follows " + targetVariables() + " of its targets step by step");
  }

  /** Makes the kernel for targets in continuous time, where {@link #needsGrid} says nothing; several threads may ask. */
  default ExactPlasticKernel exact(ExactPlasticKernel.Context context) {
    throw new IllegalStateException("projection " + context.projection() + ": " + needsGrid().orElse(""));
  }

  /**
   * What a kernel knows of its part of a projection.
   *
   * @param projection its name
   * @param seed the simulation's seed
   * @param grid the grid of time
   * @param target index of the target population
   * @param firstTarget index in its population of the first local target
   * @param sign of the weights, 1 or -1; 0 where they are mixed
   * @param longestDelay steps of the longest delay from soma to soma
   * @param narrow whether targets take 2 bytes
   * @param wide whether weights take 8 bytes
   * @param drawn whether dendritic delays differ within a fragment
   * @param fields what neurons and synapses share beside spikes
   * @param commonDelay the delay from soma to soma in steps where all synapses are made with it, and with one dendritic part of it; otherwise 0
   * @param reach how many synapses a source has on the average for each target of the population, or about as many
   * @param post the targets' spikes, with a trace for each of {@link #postTausMs}
   * @param state the {@link #targetVariables} of the local targets: not copies, so that they hold the values of the present step
   */
  record Context(
      String projection, long seed, TimeGrid grid, int target, int firstTarget, int sign, int longestDelay, boolean narrow, boolean wide, boolean drawn,
      int commonDelay, double reach,
      PostArchive post, List<Field> fields, List<StateVariable> state) {}
}
