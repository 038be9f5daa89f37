package org.ranvier.neuronmodels.equations.runtime;

import org.ranvier.simulator.random.RandomKey;

/** Numbers, uniformly distributed between 0 and 1, that are pure functions of a key, a step and a neuron. */
public final class Uniform {
  private Uniform() {}

  /** Fills {@code x[from … to - 1]} with the numbers of the neurons {@code first + from …} in a step; neither 0 nor 1 is among them. */
  public static void fill(double[] x, int from, int to, long key, long step, int first) {
    long ofStep = RandomKey.bits(key, step);
    for (int i = from; i < to; i++) {
      x[i] = ((RandomKey.bits(ofStep, first + i) >>> 12) + 0.5) * 0x1.0p-52;
    }
  }
}
