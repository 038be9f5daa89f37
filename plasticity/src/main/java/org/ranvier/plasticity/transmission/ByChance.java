package org.ranvier.plasticity.transmission;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.Synapses.Column;
import org.ranvier.simulator.time.TimeGrid;

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
