package org.ranvier.simulator.plastic;

import org.ranvier.simulator.state.StatePort;

/**
 * A value of each target at each of the last steps, for rules that read variables of their targets. What one target had lies together, a
 * ring in which the value of a step stands at {@code step & mask}.
 */
public final class TargetHistory {
  private final int bits;
  private final int mask;
  private final double[] values;

  /**
   * @param neurons number of targets
   * @param steps how many steps are remembered at least; all are 0 at first
   */
  public TargetHistory(int neurons, long steps) {
    int b = 1;
    while (1L << b < steps) {
      b++;
    }
    if ((long) neurons << b > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(steps + " steps of " + neurons + " neurons are too many to remember");
    }
    bits = b;
    mask = (1 << b) - 1;
    values = new double[neurons << b];
  }

  /** Sets the values of a step, one for each target. */
  public void put(int step, double[] of) {
    int at = step & mask;
    for (int i = 0; i < values.length >> bits; i++) {
      values[i << bits | at] = of[i];
    }
  }

  /** Sets the value of a target at a step. */
  public void set(int neuron, int step, double value) {
    values[index(neuron, step)] = value;
  }

  /** The value of a target at one of the last steps. */
  public double get(int neuron, int step) {
    return values[index(neuron, step)];
  }

  /** Where the value of a target at a step stands in {@link #values}. */
  public int index(int neuron, int step) {
    return neuron << bits | step & mask;
  }

  /** The values of target {@code i} begin at {@code i << bits()}; not a copy. */
  public double[] values() {
    return values;
  }

  /** The binary logarithm of the number of steps. */
  public int bits() {
    return bits;
  }

  /** The number of steps that are remembered, less one. */
  public int mask() {
    return mask;
  }

  /**
   * Lists the values.
   *
   * @param port of the slice of the targets
   */
  public void state(StatePort port, String name, String unit) {
    port.perNeuron(name, unit, values, 1 << bits, 1, 1 << bits);
  }

  public long bytes() {
    return 8L * values.length;
  }
}
