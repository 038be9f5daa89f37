package org.ranvier.simulator.synapses;

import java.util.Arrays;

/** Input slots of the steps to come, filled by {@link PushRows}, of 4 bytes or of 8 as their weights. */
public final class InputRing {
  private final float[][] slots;
  private final double[][] wideSlots;
  private final int mask;

  private InputRing(int n, int inputs, boolean wide) {
    slots = new float[wide ? 0 : n][inputs];
    wideSlots = new double[wide ? n : 0][inputs];
    mask = n - 1;
  }

  /**
   * @param maxDelay longest delay of the rows that push into this ring
   * @param epochSteps steps of an epoch: rows are pushed up to that long after the spike
   * @param inputs length of a slot
   * @param wide whether inputs take 8 bytes
   */
  public static InputRing of(int maxDelay, int epochSteps, int inputs, boolean wide) {
    return new InputRing(Integer.highestOneBit(maxDelay + epochSteps) << 1, inputs, wide);
  }

  float[][] slots() {
    return slots;
  }

  double[][] wideSlots() {
    return wideSlots;
  }

  int mask() {
    return mask;
  }

  /** Forgets all that has been pushed. */
  public void clear() {
    for (float[] slot : slots) {
      Arrays.fill(slot, 0);
    }
    for (double[] slot : wideSlots) {
      Arrays.fill(slot, 0);
    }
  }

  /** Moves what has arrived for {@code step} into {@code input}. */
  public void drain(long step, float[] input) {
    float[] slot = slots[(int) step & mask];
    for (int i = 0; i < input.length; i++) {
      input[i] += slot[i];
    }
    Arrays.fill(slot, 0);
  }

  /** The same with inputs of 8 bytes. */
  public void drain(long step, double[] input) {
    double[] slot = wideSlots[(int) step & mask];
    for (int i = 0; i < input.length; i++) {
      input[i] += slot[i];
    }
    Arrays.fill(slot, 0);
  }
}
