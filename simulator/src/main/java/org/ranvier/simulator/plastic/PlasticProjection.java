package org.ranvier.simulator.plastic;

import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * A plastic projection as the engine sees it.
 *
 * @param name unique name
 * @param source index of the source population
 * @param target index of the target population
 * @param receptor where its synapses end; one receptor if weights of both signs occur
 * @param generator makes its synapses
 * @param rule how they change
 * @param dendrite which part of the delay is dendritic
 * @param wideWeights whether weights take 8 bytes in place of 4
 */
public record PlasticProjection(
    String name, int source, int target, ReceptorChoice receptor, SynapseGenerator generator, PlasticRule rule, Dendrite dendrite,
    boolean wideWeights) {

  /** The longest delay that a synapse may have, whether one at this worker has it or not. */
  int longestDelay() {
    return Math.max(1, generator.delays().max());
  }

  /** The longest dendritic delay that a synapse may have. */
  int longestDendritic() {
    return dendrite.isDrawn() ? longestDelay() : Math.max(1, dendrite.steps(longestDelay()));
  }

  /** The delay that all synapses are made with, if their dendritic part is the same too; otherwise 0. */
  int commonDelay() {
    var delays = generator.delays();
    return delays.min() == delays.max() && !dendrite.isDrawn() ? delays.max() : 0;
  }

  /** How many synapses a source has on the average for each target. */
  double reach(int sources, int targets) {
    return generator.expectedCount() / Math.max(1, (double) sources * targets);
  }

  /** The sign of all weights, 0 where both occur. */
  public int sign() {
    return switch (generator.weightSign()) {
      case POSITIVE -> 1;
      case NEGATIVE -> -1;
      case MIXED -> 0;
    };
  }

  /** The receptor at which the synapses end. */
  public int reached() {
    return sign() < 0 ? receptor.negative() : receptor.positive();
  }
}
