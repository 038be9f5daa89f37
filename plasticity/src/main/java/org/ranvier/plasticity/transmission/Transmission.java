package org.ranvier.plasticity.transmission;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
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

  /** See {@link #PLAIN}. */
  record Plain() implements Transmission, Transmission.OnGrid, Transmission.InTime {
    @Override
    public OnGrid on(TimeGrid grid) {
      return this;
    }

    @Override
    public InTime inTime() {
      return this;
    }

    @Override
    public String equations() {
      return "";
    }

    @Override
    public int values() {
      return 0;
    }

    @Override
    public void start(double[] values, int at) {}

    @Override
    public void fire(double[] values, int at, int interval) {}

    @Override
    public void fire(double[] values, int at, double intervalMs) {}

    @Override
    public double factor(double[] values, int at) {
      return 1;
    }
  }

  /**
   * Release by chance: each synapse transmits each spike, with its whole weight, with the probability that another transmission
   * takes for the part that is delivered. The mean is the same; u and x are those of the mean.
   */
  record ByChance(Transmission of) implements Transmission {
    @Override
    public OnGrid on(TimeGrid grid) {
      return of.on(grid);
    }

    @Override
    public InTime inTime() {
      return of.inTime();
    }

    @Override
    public boolean isRandom() {
      return true;
    }

    @Override
    public List<Column> variables() {
      return of.variables();
    }

    @Override
    public String equations() {
      return "transmits by chance: " + of.equations();
    }

    /** The same part of the weight at every spike. */
    record Part(double p) implements Transmission, Transmission.OnGrid, Transmission.InTime {
      Part {
        if (!(p >= 0 && p <= 1)) {
          throw new RanvierException("probability of release " + p + " must be between 0 and 1");
        }
      }

      @Override
      public OnGrid on(TimeGrid grid) {
        return this;
      }

      @Override
      public InTime inTime() {
        return this;
      }

      @Override
      public String equations() {
        return "probability " + p;
      }

      @Override
      public int values() {
        return 0;
      }

      @Override
      public void start(double[] values, int at) {}

      @Override
      public void fire(double[] values, int at, int interval) {}

      @Override
      public void fire(double[] values, int at, double intervalMs) {}

      @Override
      public double factor(double[] values, int at) {
        return p;
      }
    }
  }
}
