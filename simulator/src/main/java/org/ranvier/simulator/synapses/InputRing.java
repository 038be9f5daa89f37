package org.ranvier.simulator.synapses;

import java.util.Arrays;

/** Input slots of the steps to come, filled by {@link PushRows}. */
public final class InputRing {
  private final float[][] slots;

  /**
   * @param maxDelay longest delay of the rows that push into this ring
   * @param epochSteps steps of an epoch: rows are pushed up to that long after the spike
   * @param inputs length of a slot
   */
  public InputRing(int maxDelay, int epochSteps, int inputs) {
    int n = Integer.highestOneBit(maxDelay + epochSteps) << 1;
    slots = new float[n][inputs];
  }

  float[][] slots() {
    return slots;
  }

  int mask() {
    return slots.length - 1;
  }

  /** Moves what has arrived for {@code step} into {@code input}. */
  public void drain(long step, float[] input) {
    float[] slot = slots[(int) step & mask()];
    for (int i = 0; i < input.length; i++) {
      input[i] += slot[i];
    }
    Arrays.fill(slot, 0);
  }
}
