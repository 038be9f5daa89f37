package org.ranvier.networks;

import org.ranvier.simulator.RanvierException;

/**
 * Refuses a part of a network as soon as it is described, where the builder's verbs leave to the building of a simulation what is refused: for a notebook, in which a
 * call that fails is mended and run again.
 */
public final class PartCheck {
  private static final int SEEDS = 8;

  private PartCheck() {}

  /**
   * Looks at a part and at what it stands on, without building synapses.
   *
   * <p>What is drawn depends on the seed, which only a simulation has: it is refused where it is out of range for each of several seeds. Modulators and readouts that a
   * rule names may be described later.
   *
   * @param part what a verb of the network has returned; of others nothing is said
   * @throws RanvierException with the message that a simulation of the network would end with
   */
  public static void check(Network network, Object part) {
    for (int seed = 1;; seed++) {
      try {
        new EngineSpecs(network, seed).check(part);
        return;
      } catch (RanvierException e) {
        if (seed == SEEDS) {
          throw e;
        }
      }
    }
  }
}
