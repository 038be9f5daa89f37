package org.ranvier.simulator.synapses;

import java.util.Arrays;

/** The spikes of one source population in the last steps: as many as its longest delay. */
public final class SpikeHistory {
  private final int mask;
  private final int[][] neurons;
  private final int[] counts;

  /**
   * @param steps how many steps must be remembered at least
   */
  public SpikeHistory(int steps) {
    int slots = Integer.highestOneBit(Math.max(1, steps - 1)) << 1;
    mask = slots - 1;
    neurons = new int[slots][8];
    counts = new int[slots];
  }

  /** Forgets the spikes of the step whose place {@code step} takes. */
  public void startStep(long step) {
    counts[(int) step & mask] = 0;
  }

  /** Adds {@code count} spikes of {@code source} from index {@code from}. */
  public void add(long step, int[] source, int from, int count) {
    int slot = (int) step & mask;
    int n = counts[slot];
    if (n + count > neurons[slot].length) {
      neurons[slot] = Arrays.copyOf(neurons[slot], Math.max(2 * neurons[slot].length, n + count));
    }
    System.arraycopy(source, from, neurons[slot], n, count);
    counts[slot] = n + count;
  }

  /** The neurons that fired in a step; {@link #count} of them are valid. */
  int[] neurons(long step) {
    return neurons[(int) step & mask];
  }

  int count(long step) {
    return counts[(int) step & mask];
  }
}
