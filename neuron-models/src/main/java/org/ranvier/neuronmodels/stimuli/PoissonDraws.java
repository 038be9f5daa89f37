package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.time.TimeGrid;

/** How the numbers of Poisson spikes are drawn: 31 random bits for a neuron and step, and the inverse of the distribution. */
final class PoissonDraws {
  private static final double SCALE = 0x1.0p31;

  /** Beyond this mean a search from 0 would be long, and {@code e^-mean} is not yet too small. */
  private static final double SEARCHED = 64;

  private PoissonDraws() {}

  /** The random bits of a neuron in a step: a function of the key, the neuron's place in its population, and the step. */
  static int uniform(long key, int populationSize, long step, int neuron) {
    long bits = RandomKey.bits(key, step * pairs(populationSize) + neuron / 2);
    return (neuron & 1) == 0 ? even(bits) : odd(bits);
  }

  /** One draw of 64 bits serves a pair of neurons. */
  static int pairs(int populationSize) {
    return (populationSize + 1) / 2;
  }

  static int even(long bits) {
    return (int) (bits >>> 33);
  }

  static int odd(long bits) {
    return (int) bits & 0x7FFFFFFF;
  }

  /** The count that belongs to the uniform integer {@code u}: what a table of that mean says, without making one. */
  static int count(double mean, int u) {
    if (mean > SEARCHED) {
      return new PoissonTable(mean).count(u);
    }
    double p = Math.exp(-mean);
    double below = p;
    int k = 0;
    while (u > Math.round(below * SCALE) - 1 && p > 0) {
      p *= mean / ++k;
      below += p;
    }
    return k;
  }

  /** The expected number of spikes in a step; a negative rate, the trough of a sinusoid, is none. */
  static double mean(double rateHz, TimeGrid grid, String where) {
    double mean = Math.max(0, rateHz * grid.resolutionMs() / 1000);
    if (!(mean <= PoissonTable.MAX_MEAN)) {
      throw new RanvierException(
          where + ": rate " + TimeGrid.trim(rateHz) + " Hz must be at least 0 and at most "
              + TimeGrid.trim(PoissonTable.MAX_MEAN * 1000 / grid.resolutionMs()) + " Hz, which is "
              + TimeGrid.trim(PoissonTable.MAX_MEAN) + " spikes in a step of " + TimeGrid.trim(grid.resolutionMs()) + " ms");
    }
    return mean;
  }

  /** Throws on rates below 0, and on those that are too high for the grid. */
  static void check(String where, TimeCourse rate, int populationSize, TimeGrid grid) {
    rate.check(where, "rates", populationSize);
    if (rate.lowest() < 0) {
      throw new RanvierException(where + ": rate " + TimeGrid.trim(rate.lowest()) + " Hz must be 0 or above");
    }
    mean(rate.highest(), grid, where);
  }
}
