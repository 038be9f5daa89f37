package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.time.TimeGrid;

/** How the numbers of Poisson spikes are drawn: 31 random bits for a neuron and step, and a table for each rate. */
final class PoissonDraws {
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

  /** The tables of neurons {@code first … first + size - 1}: one where all have the same rate. */
  static PoissonTable[] tables(String where, double[] rateHz, int first, int size, TimeGrid grid) {
    if (rateHz.length == 1) {
      return new PoissonTable[] {table(where, rateHz[0], grid)};
    }
    var tables = new PoissonTable[size];
    for (int i = 0; i < size; i++) {
      double rate = rateHz[first + i];
      tables[i] = i > 0 && rate == rateHz[first + i - 1] ? tables[i - 1] : table(where + ", neuron " + (first + i), rate, grid);
    }
    return tables;
  }

  private static PoissonTable table(String where, double rateHz, TimeGrid grid) {
    double mean = rateHz * grid.resolutionMs() / 1000;
    if (!(mean >= 0 && mean <= PoissonTable.MAX_MEAN)) {
      throw new RanvierException(
          where + ": rate " + TimeGrid.trim(rateHz) + " Hz must be at least 0 and at most "
              + TimeGrid.trim(PoissonTable.MAX_MEAN * 1000 / grid.resolutionMs()) + " Hz, which is "
              + TimeGrid.trim(PoissonTable.MAX_MEAN) + " spikes in a step of " + TimeGrid.trim(grid.resolutionMs()) + " ms");
    }
    return new PoissonTable(mean);
  }
}
