package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.time.TimeGrid;

/** What the Gaussian stimuli share. */
final class Gaussians {
  private Gaussians() {}

  /** Fills {@code out[from … to - 1]} with standard normal numbers, each from the stream of its neuron under {@code key}. */
  static void fill(RandomStream random, long key, int firstNeuron, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      random.select(key, firstNeuron + i);
      out[i] = random.nextGaussian();
    }
  }

  static void checkPositive(String where, String noun, String unit, double[] values, int populationSize, boolean orZero) {
    TimeCourse.checkValues(where, noun + "s", values, populationSize);
    for (double x : values) {
      if (x < 0 || (x == 0 && !orZero)) {
        throw new RanvierException(
            where + ": " + noun + " " + TimeGrid.trim(x) + " " + unit + " must be " + (orZero ? "0 or above" : "above 0"));
      }
    }
  }
}
