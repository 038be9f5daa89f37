package org.ranvier.simulator.couplings;

import org.ranvier.simulator.state.StatePort;

/**
 * A value of each neuron of a population, e.g. its potential, at each of the last steps: a ring over the longest delay.
 *
 * <p>Each worker writes the values of its own neurons as it goes through an epoch, and reads those of all neurons of epochs that
 * are over. The ring is long enough that no slot that is read in an epoch is written in it, so nobody waits within an epoch.
 */
public final class PublishedValues {
  private final double[][] slots;
  private final int mask;

  /**
   * @param size number of neurons of the population
   * @param longestDelay how many steps back values are read
   * @param epochSteps steps of an epoch
   */
  public PublishedValues(int size, int longestDelay, int epochSteps) {
    int n = Integer.highestOneBit(longestDelay + epochSteps) << 1;
    slots = new double[n][size];
    mask = n - 1;
  }

  /** Neurons have had these values at all times up to step 0. */
  public void begin(int first, int size, double[] values) {
    for (double[] slot : slots) {
      System.arraycopy(values, 0, slot, first, size);
    }
  }

  /** Neurons have had at all times up to step 0 the values that they have at its end. */
  public void begin() {
    for (double[] slot : slots) {
      System.arraycopy(at(0), 0, slot, 0, slot.length);
    }
  }

  /** Number of neurons of the population. */
  public int size() {
    return slots[0].length;
  }

  /** The values of all neurons at the end of a step. Not a copy. */
  public double[] values(long step) {
    return at(step);
  }

  /** The neurons from {@code first} on have these values at the end of a step. */
  public void publish(long step, int first, int size, double[] values) {
    System.arraycopy(values, 0, slots[(int) step & mask], first, size);
  }

  /** Lists the values of the last steps, the oldest first. */
  public void state(StatePort port, String unit, long now) {
    for (int age = mask; age >= 0; age--) {
      port.common("of " + age + " steps ago", unit, at(now - age));
    }
  }

  /** Copies the values of all neurons at the end of a step. */
  public void copy(long step, double[] to, int at) {
    double[] values = at(step);
    System.arraycopy(values, 0, to, at, values.length);
  }

  /** The values at the end of a step. */
  double[] at(long step) {
    return slots[(int) step & mask];
  }

  /** What stands for a step where {@code step} is the later of the two that may be read; in {@code room} if it is long enough. */
  double[] at(long step, Timing timing, double[] room) {
    double[] late = at(step);
    if (timing == Timing.HELD) {
      return late;
    }
    double[] early = at(step - 1);
    double a = timing.late();
    double b = timing.early();
    double[] mixed = room.length < late.length ? new double[late.length] : room;
    for (int i = 0; i < late.length; i++) {
      mixed[i] = a * late[i] + b * early[i];
    }
    return mixed;
  }
}
