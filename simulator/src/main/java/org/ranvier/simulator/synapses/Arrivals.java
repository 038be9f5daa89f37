package org.ranvier.simulator.synapses;

import java.util.Arrays;

/**
 * What arrives at inputs in the steps to come, one by one, in the order in which it was added. It stands in blocks that go from step to step, so that
 * memory follows what is on its way, and not what the busiest step had.
 */
final class Arrivals {
  private static final int BLOCK = 1024;
  private static final int NONE = -1;

  private final int mask;
  private final int[] first; // block of each step's place
  private final int[] last;
  private final int[] filled; // of the last one
  private int[][] input = new int[0][];
  private float[][] weight = new float[0][];
  private int[] next = new int[0]; // block after each one, of a step or of those that are free
  private int free = NONE;

  /**
   * @param steps how far ahead arrivals may be, at least
   */
  Arrivals(int steps) {
    int places = Integer.highestOneBit(steps) << 1;
    mask = places - 1;
    first = new int[places];
    last = new int[places];
    filled = new int[places];
    Arrays.fill(first, NONE);
    Arrays.fill(filled, BLOCK);
  }

  void clear() {
    for (int place = 0; place <= mask; place++) {
      release(place);
    }
  }

  void add(long step, int input, float weight) {
    int place = (int) step & mask;
    if (filled[place] == BLOCK) {
      append(place);
    }
    int block = last[place];
    int k = filled[place]++;
    this.input[block][k] = input;
    this.weight[block][k] = weight;
  }

  private void append(int place) {
    if (free == NONE) {
      more();
    }
    int block = free;
    free = next[block];
    next[block] = NONE;
    if (first[place] == NONE) {
      first[place] = block;
    } else {
      next[last[place]] = block;
    }
    last[place] = block;
    filled[place] = 0;
  }

  private void more() {
    int before = next.length;
    int now = before + Math.max(8, before / 4);
    input = Arrays.copyOf(input, now);
    weight = Arrays.copyOf(weight, now);
    next = Arrays.copyOf(next, now);
    for (int block = before; block < now; block++) {
      input[block] = new int[BLOCK];
      weight[block] = new float[BLOCK];
      next[block] = free;
      free = block;
    }
  }

  private void release(int place) {
    if (first[place] != NONE) {
      next[last[place]] = free;
      free = first[place];
      first[place] = NONE;
      filled[place] = BLOCK;
    }
  }

  /**
   * Adds what arrives in a step to the inputs, and forgets it.
   *
   * @return how much it was
   */
  long deliver(long step, float[] inputs) {
    int place = (int) step & mask;
    long events = 0;
    for (int block = first[place]; block != NONE; block = next[block]) {
      int n = block == last[place] ? filled[place] : BLOCK;
      add(inputs, input[block], weight[block], n);
      events += n;
    }
    release(place);
    return events;
  }

  private static void add(float[] inputs, int[] input, float[] weight, int n) {
    for (int k = 0; k < n; k++) {
      inputs[input[k]] += weight[k];
    }
  }

  /** Bytes of all arrays. */
  long bytes() {
    return 8L * BLOCK * next.length + 12L * (mask + 1);
  }
}
