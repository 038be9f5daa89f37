package org.ranvier.neuronmodels.exact;

import org.ranvier.simulator.random.RandomKey;

/** The spikes of independent Poisson processes: the {@code k}-th interval of a process is a function of its key, its number and {@code k}. */
final class PoissonTimes {
  private final long key;

  PoissonTimes(long key) {
    this.key = key;
  }

  /** Interval before the {@code k}-th spike of a process, in units of the mean interval. */
  double interval(int process, int k) {
    long bits = RandomKey.bits(key, ((long) process << 32) + Integer.toUnsignedLong(k));
    return -Math.log(((bits >>> 11) + 1) * 0x1.0p-53);
  }
}
