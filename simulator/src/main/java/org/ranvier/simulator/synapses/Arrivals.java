package org.ranvier.simulator.synapses;

import java.util.Arrays;

/** What arrives at inputs in the steps to come, one by one, in the order in which it was added. */
final class Arrivals {
  private static final int FIRST = 64;

  private final int mask;
  private final int[][] input;
  private final float[][] weight;
  private final int[] size;

  /**
   * @param steps how far ahead arrivals may be, at least
   */
  Arrivals(int steps) {
    int slots = Integer.highestOneBit(steps) << 1;
    mask = slots - 1;
    input = new int[slots][0];
    weight = new float[slots][0];
    size = new int[slots];
  }

  void clear() {
    Arrays.fill(size, 0);
  }

  void add(long step, int input, float weight) {
    int slot = (int) step & mask;
    int k = size[slot]++;
    if (k == this.input[slot].length) {
      int length = Math.max(FIRST, k + (k >> 1));
      this.input[slot] = Arrays.copyOf(this.input[slot], length);
      this.weight[slot] = Arrays.copyOf(this.weight[slot], length);
    }
    this.input[slot][k] = input;
    this.weight[slot][k] = weight;
  }

  /**
   * Adds what arrives in a step to the inputs, and forgets it.
   *
   * @return how much it was
   */
  int deliver(long step, float[] inputs) {
    int slot = (int) step & mask;
    int n = size[slot];
    size[slot] = 0;
    add(inputs, input[slot], weight[slot], n);
    return n;
  }

  private static void add(float[] inputs, int[] input, float[] weight, int n) {
    for (int k = 0; k < n; k++) {
      inputs[input[k]] += weight[k];
    }
  }

  long bytes() {
    long n = 0;
    for (int[] of : input) {
      n += 8L * of.length;
    }
    return n;
  }
}
