package org.ranvier.plasticity.transmission;

import java.util.List;
import org.ranvier.simulator.plastic.Synapses.Column;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What a synapse delivers of its weight at each spike. With the same parameters for all synapses of a projection its state
 * depends on the source's spikes only, so it is kept once for each source.
 */
public interface Transmission {
  /** Delivers the weight. */
  Transmission PLAIN = new Plain();

  /** Each synapse transmits each spike with probability {@code p}. */
  static Transmission bernoulli(double p) {
    return new ByChance(new ByChance.Part(p));
  }

  /** Each synapse transmits its whole weight with the probability that is the part of the weight that {@code mean} delivers. */
  static Transmission stochastic(Transmission mean) {
    return mean.isRandom() ? mean : new ByChance(mean);
  }

  /** Its form on a grid. */
  OnGrid on(TimeGrid grid);

  /** Its form in continuous time. */
  InTime inTime();

  /** Whether chance decides at each synapse and spike. */
  default boolean isRandom() {
    return false;
  }

  /** What can be read of it at any time. */
  default List<Column> variables() {
    return List.of();
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

    /**
     * A {@linkplain Transmission#variables variable} some time after the source's last spike.
     *
     * @param steps since that spike, {@link org.ranvier.simulator.plastic.PlasticKernel#FIRST} if there was none
     */
    default double variable(int k, double[] values, int at, int steps) {
      throw new IllegalArgumentException("no variable " + k);
    }

    /** The part of the weight that a spike delivers, or the probability that it does, given the values after it. */
    double factor(double[] values, int at);
  }

  /** A transmission in continuous time; see {@link OnGrid}. */
  interface InTime {
    int values();

    void start(double[] values, int at);

    /**
     * The source fires.
     *
     * @param intervalMs since its spike before; infinite if there was none
     */
    void fire(double[] values, int at, double intervalMs);

    double factor(double[] values, int at);
  }
}
