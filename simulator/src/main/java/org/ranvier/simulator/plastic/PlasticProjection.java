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
 * @param rewired whether synapses may come and go while it runs
 */
public record PlasticProjection(
    String name, int source, int target, ReceptorChoice receptor, SynapseGenerator generator, PlasticRule rule, Dendrite dendrite,
    boolean wideWeights, boolean rewired) {

  /** A projection whose synapses stay. */
  public PlasticProjection(
      String name, int source, int target, ReceptorChoice receptor, SynapseGenerator generator, PlasticRule rule, Dendrite dendrite,
      boolean wideWeights) {
    this(name, source, target, receptor, generator, rule, dendrite, wideWeights, false);
  }

  /** The same, whose synapses may come and go. */
  public PlasticProjection whoseSynapsesMayChange() {
    return new PlasticProjection(name, source, target, receptor, generator, rule, dendrite, wideWeights, true);
  }

  /** The longest delay that may come, where synapses come. */
  int longestDelay() {
    return rewired ? generator.delays().max() : 1;
  }

  /** The longest dendritic delay that may come, where synapses come. */
  int longestDendritic() {
    return !rewired ? 1 : dendrite.isDrawn() ? longestDelay() : Math.max(1, dendrite.steps(longestDelay()));
  }

  /** The sign of all weights, 0 where both occur. */
  int sign() {
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
