package org.ranvier.simulator.plastic;

import java.util.Arrays;

/**
 * The spikes of the sources of a plastic projection that have not reached all their synapses yet, each with the source's spike
 * before it and the values that the rule keeps of the source, as they were before it.
 *
 * <p>So fragments of one source with different delays each find the spike that they saw last.
 */
final class PreSpikes {
  private final PlasticKernel rule;
  private final int width; // values of a source
  private final int mask;
  private final int[][] neuron; // [step & mask]
  private final int[][] previous;
  private final double[][] before; // [step & mask][spike · width]
  private final int[] count;
  private final int[] last; // step of each source's last spike
  private final double[] values; // [source · width], after it

  /**
   * @param steps how many steps must be remembered at least
   */
  PreSpikes(int sources, int steps, PlasticKernel rule) {
    this.rule = rule;
    width = rule.sourceValues();
    int slots = Integer.highestOneBit(Math.max(1, steps - 1)) << 1;
    mask = slots - 1;
    neuron = new int[slots][8];
    previous = new int[slots][8];
    before = new double[slots][8 * width];
    count = new int[slots];
    last = new int[sources];
    values = new double[sources * width];
    for (int s = 0; s < sources; s++) {
      last[s] = rule.startSource(values, s * width);
    }
  }

  /** Forgets the spikes of the step whose place {@code step} takes. */
  void startStep(int step) {
    count[step & mask] = 0;
  }

  /** Adds {@code added} spikes of {@code source} from index {@code from}. */
  void add(int step, int[] source, int from, int added) {
    int slot = step & mask;
    int n = count[slot];
    if (n + added > neuron[slot].length) {
      int size = Math.max(2 * neuron[slot].length, n + added);
      neuron[slot] = Arrays.copyOf(neuron[slot], size);
      previous[slot] = Arrays.copyOf(previous[slot], size);
      before[slot] = Arrays.copyOf(before[slot], size * width);
    }
    for (int k = 0; k < added; k++) {
      int s = source[from + k];
      neuron[slot][n] = s;
      previous[slot][n] = last[s];
      System.arraycopy(values, s * width, before[slot], n * width, width);
      rule.sourceFires(values, s * width, last[s] == Spikes.NEVER ? PlasticKernel.FIRST : step - last[s]);
      last[s] = step;
      n++;
    }
    count[slot] = n;
  }

  int count(int step) {
    return count[step & mask];
  }

  int neuron(int step, int k) {
    return neuron[step & mask][k];
  }

  /** Makes {@code event} the {@code k}-th spike of a step. */
  void load(int step, int k, PreEvent event) {
    event.spike = step;
    event.previous = previous[step & mask][k];
    event.values = before[step & mask];
    event.at = k * width;
  }

  /** Makes {@code event} hold what is known of a source now: its last spike is the previous one. */
  void loadNow(int source, PreEvent event) {
    event.previous = last[source];
    event.values = values;
    event.at = source * width;
  }

  long bytes() {
    long bytes = 4L * last.length + 8L * values.length;
    for (int s = 0; s <= mask; s++) {
      bytes += 8L * neuron[s].length + 8L * before[s].length;
    }
    return bytes;
  }
}
