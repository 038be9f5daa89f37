package org.ranvier.simulator.engine;

import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.couplings.Timing;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * Continuous coupling between two populations: at every step each target hears the weighted sum of a state variable of its sources.
 *
 * @param name for messages
 * @param source index of the source population
 * @param published the state variable of the sources that is heard
 * @param target index of the target population
 * @param sum the state variable of the targets that the engine sets to {@code Σ weight · value} before each step; couplings with
 *     one sum add up, in their order
 * @param total the state variable that it sets to {@code Σ weight} once; need not exist
 * @param timing which value stands for a step
 * @param generator makes the couplings, as it makes synapses
 * @param junction what is special of gap junctions; null for other couplings
 */
public record CouplingSpec(
    String name, int source, String published, int target, String sum, String total, Timing timing, SynapseGenerator generator,
    @Nullable JunctionSpec junction) {

  /** A coupling that is no gap junction. */
  public CouplingSpec(String name, int source, String published, int target, String sum, String total, Timing timing, SynapseGenerator generator) {
    this(name, source, published, target, sum, total, timing, generator, null);
  }

  /** How many steps back its targets read. */
  int reach() {
    return generator.delays().max() + (timing == Timing.HELD ? 0 : 1);
  }
}
