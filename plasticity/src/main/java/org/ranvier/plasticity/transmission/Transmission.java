package org.ranvier.plasticity.transmission;

import org.ranvier.simulator.time.TimeGrid;

/**
 * What a synapse delivers of its weight at each spike. With the same parameters for all synapses of a projection its state depends
 * on the source's spikes only, so it is kept once for each source.
 */
public interface Transmission {
  /** Delivers the weight. */
  Transmission PLAIN = new Plain();

  /** Its form on a grid. */
  OnGrid on(TimeGrid grid);

  /** Whether chance decides at each synapse and spike. */
  default boolean isRandom() {
    return false;
  }

  /** In words: the equations. */
  String equations();

  /** A transmission on a grid; values of a source stand at {@code at} and after. */
  interface OnGrid {
    /** Number of values of a source. */
    int values();

    void start(double[] values, int at);

    /**
     * The source fires.
     *
     * @param interval steps since its spike before; {@link org.ranvier.simulator.plastic.PlasticKernel#FIRST} if there was none
     */
    void fire(double[] values, int at, int interval);

    /** The part of the weight that a spike delivers, or the probability that it does, given the values after it. */
    double factor(double[] values, int at);
  }
}
