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

  /** Forgets all spikes. */
  public void clear() {
    Arrays.fill(counts, 0);
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

  /** How many steps are remembered. */
  public int steps() {
    return mask + 1;
  }

  /** The spikes of all steps up to {@code now} that are remembered. */
  public RecentSpikes recent(long now) {
    int[] of = new int[steps()];
    int total = 0;
    for (int k = 0; k < of.length; k++) {
      of[k] = now - mask + k < 1 ? 0 : count(now - mask + k);
      total += of[k];
    }
    int[] all = new int[total];
    int at = 0;
    for (int k = 0; k < of.length; k++) {
      System.arraycopy(neurons(now - mask + k), 0, all, at, of[k]);
      at += of[k];
    }
    return new RecentSpikes(of, all);
  }

  /** Takes over the {@code k}-th step of {@code recent}, which ends with step {@code now}, if it is remembered that long. */
  public void restore(long now, RecentSpikes recent, int k) {
    long step = now - recent.steps() + 1 + k;
    if (now - step <= mask) {
      startStep(step);
      add(step, recent.neurons(), recent.begin(k), recent.counts()[k]);
    }
  }

  /** The neurons that fired in a step; {@link #count} of them are valid. */
  int[] neurons(long step) {
    return neurons[(int) step & mask];
  }

  int count(long step) {
    return counts[(int) step & mask];
  }
}
