package org.ranvier.simulator.plastic;

import java.util.Arrays;
import org.ranvier.simulator.state.StatePort;

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

  /** Lists what is kept of the sources, and of their spikes in the steps up to {@code now}. */
  void state(StatePort port, int now) {
    port.common("last", "step", last);
    port.common("values", "1", values);
    int[] counts = port.array("count", "1", counts(now));
    int total = Arrays.stream(counts).sum();
    int[] who = new int[total];
    int[] was = new int[total];
    double[] then = new double[total * width];
    int at = 0;
    for (int k = 0; k < counts.length && !port.restores(); at += counts[k++]) {
      int slot = now - counts.length + 1 + k & mask;
      System.arraycopy(neuron[slot], 0, who, at, counts[k]);
      System.arraycopy(previous[slot], 0, was, at, counts[k]);
      System.arraycopy(before[slot], 0, then, at * width, counts[k] * width);
    }
    port.common("neuron", "1", who);
    port.common("previous", "step", was);
    port.common("before", "1", then);
    for (int k = 0; k < counts.length && port.restores(); at += counts[k++]) {
      int slot = now - counts.length + 1 + k & mask;
      neuron[slot] = Arrays.copyOfRange(who, at, at + Math.max(8, counts[k]));
      previous[slot] = Arrays.copyOfRange(was, at, at + Math.max(8, counts[k]));
      before[slot] = Arrays.copyOfRange(then, at * width, (at + Math.max(8, counts[k])) * width);
      count[slot] = counts[k];
    }
  }

  /** The numbers of spikes in the last steps, the oldest first. */
  private int[] counts(int now) {
    int[] counts = new int[mask + 1];
    for (int k = 0; k <= mask; k++) {
      int step = now - mask + k;
      counts[k] = step < 1 ? 0 : count(step);
    }
    return counts;
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
