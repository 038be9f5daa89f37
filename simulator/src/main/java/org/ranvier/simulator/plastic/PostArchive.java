package org.ranvier.simulator.plastic;

import java.util.Arrays;
import org.ranvier.simulator.state.StatePort;

/**
 * The recent spikes of the neurons on which a plastic projection ends, at one worker, and for each the values of exponential
 * traces right after it: {@code K ← K·exp(-Δt/τ) + 1}.
 *
 * <p>The last few spikes of each neuron stand together, for most synapses need no more; all stand in a ring for each neuron. A
 * spike that all synapses have seen may be dropped, yet the newest such spike of a neuron is always kept: traces are counted
 * from it.
 */
public final class PostArchive {
  /** So many last spikes of each neuron stand together. */
  public static final int RECENT = 4;

  private static final int FIRST_BITS = 3;

  private final int neurons;
  private final Decay[] decays;
  private final int[][] recent = new int[RECENT][]; // [k][neuron]: the step of its last spike but k
  private final double[][] lastValue; // [trace][neuron]
  private final int[] newest; // number of each neuron's last spike, from 1; its place in the ring is number & mask
  private int bits = FIRST_BITS;
  private int mask = (1 << FIRST_BITS) - 1;
  private int[] step; // [neuron << bits | place]
  private final double[][] value; // [trace, then mark][neuron << bits | place]
  private long version;
  private int seen = Spikes.NEVER; // all synapses have seen the spikes up to this step

  /** Without marks. */
  public PostArchive(int neurons, Decay... decays) {
    this(neurons, 0, decays);
  }

  /**
   * @param neurons number of neurons
   * @param marks how many numbers are kept of each spike beside the traces
   * @param decays of the traces
   */
  public PostArchive(int neurons, int marks, Decay... decays) {
    this.neurons = neurons;
    this.decays = decays.clone();
    for (int k = 0; k < RECENT; k++) {
      recent[k] = new int[neurons];
      Arrays.fill(recent[k], Spikes.NEVER);
    }
    newest = new int[neurons];
    step = new int[neurons << bits];
    Arrays.fill(step, Spikes.NEVER);
    lastValue = new double[decays.length][neurons];
    value = new double[decays.length + marks][neurons << bits];
  }

  /** The step of a neuron's last spike, {@link Spikes#NEVER} if there was none. */
  public int last(int neuron) {
    return recent[0][neuron];
  }

  /**
   * The step of each neuron's last spike but {@code k}, {@link Spikes#NEVER} if there were no more; not a copy.
   *
   * @param k below {@link #RECENT}
   */
  public int[] recent(int k) {
    return recent[k];
  }

  /** Each neuron's trace right after its last spike; not a copy. */
  public double[] lastValues(int trace) {
    return lastValue[trace];
  }

  /** Grows with each spike that is added. */
  public long version() {
    return version;
  }

  /** A trace right after the neuron's last spike. */
  public double lastValue(int trace, int neuron) {
    return lastValue[trace][neuron];
  }

  /** The number of the neuron's last spike; those before it have the numbers before. */
  public int newest(int neuron) {
    return newest[neuron];
  }

  /** The step of a spike by its number; {@link Spikes#NEVER} before the first. */
  public int step(int neuron, int number) {
    return step[neuron << bits | number & mask];
  }

  /** A trace right after a spike. */
  public double value(int trace, int neuron, int number) {
    return value[trace][neuron << bits | number & mask];
  }

  /** Sets a mark of the neuron's last spike. */
  public void setMark(int mark, int neuron, double x) {
    value[decays.length + mark][neuron << bits | newest[neuron] & mask] = x;
  }

  /** A mark of a spike. */
  public double mark(int mark, int neuron, int number) {
    return value[decays.length + mark][neuron << bits | number & mask];
  }

  /** The decay of a trace. */
  public Decay decay(int trace) {
    return decays[trace];
  }

  /** Number of neurons. */
  public int neurons() {
    return neurons;
  }

  /** Whether a further spike of the neuron would take the place of one that is still needed. */
  boolean isFull(int neuron) {
    // After that spike, the oldest one kept is the present second oldest. It must be one that all have seen: windows end there.
    return step(neuron, newest[neuron] + 2) > seen;
  }

  /** Adds a spike of a neuron that {@linkplain #isFull is not full}. */
  void add(int neuron, int now) {
    int gap = now - recent[0][neuron];
    int number = ++newest[neuron];
    int place = neuron << bits | number & mask;
    step[place] = now;
    for (int k = RECENT - 1; k > 0; k--) {
      recent[k][neuron] = recent[k - 1][neuron];
    }
    recent[0][neuron] = now;
    version++;
    for (int k = 0; k < decays.length; k++) {
      double v = lastValue[k][neuron] * decays[k].after(gap) + 1;
      lastValue[k][neuron] = v;
      value[k][place] = v;
    }
  }

  /** All synapses have seen the spikes up to {@code step}. */
  void seen(int step) {
    seen = Math.max(seen, step);
  }

  /** Gives each neuron room for twice as many spikes. */
  void grow() {
    int capacity = 1 << bits;
    int[] wider = new int[step.length * 2];
    Arrays.fill(wider, Spikes.NEVER);
    double[][] widerValue = new double[value.length][wider.length];
    for (int i = 0; i < neurons; i++) {
      for (int n = newest[i]; n > newest[i] - capacity; n--) {
        int from = i << bits | n & mask;
        int to = i << (bits + 1) | n & (2 * capacity - 1);
        wider[to] = step[from];
        for (int k = 0; k < value.length; k++) {
          widerValue[k][to] = value[k][from];
        }
      }
    }
    step = wider;
    System.arraycopy(widerValue, 0, value, 0, value.length);
    bits++;
    mask = (1 << bits) - 1;
  }

  /**
   * Lists the spikes of the slice's neurons: those that not all synapses have seen, and some before them.
   *
   * @param port of the slice
   */
  void state(StatePort port) {
    port.perNeuron("number of the last spike", "1", newest);
    seen = (int) port.common("seen", "step", seen);
    StatePort.Lists lists = port.lists("post-synaptic spikes");
    if (port.restores()) {
      restore(lists);
    } else {
      save(lists);
    }
  }

  private int kept(int neuron) {
    int n = 0;
    while (n < 1 << bits && step(neuron, newest[neuron] - n) != Spikes.NEVER && (n < 1 << FIRST_BITS || step(neuron, newest[neuron] - n + 1) > seen)) {
      n++;
    }
    return n;
  }

  private void save(StatePort.Lists lists) {
    int[] counts = new int[neurons];
    Arrays.setAll(counts, this::kept);
    int total = Arrays.stream(counts).sum();
    int[] steps = new int[total];
    double[][] values = new double[value.length][total];
    int at = 0;
    for (int i = 0; i < neurons; i++) {
      for (int n = newest[i] - counts[i] + 1; n <= newest[i]; n++) {
        steps[at] = step(i, n);
        for (int k = 0; k < value.length; k++) {
          values[k][at] = value(k, i, n);
        }
        at++;
      }
    }
    lists.save(counts, steps, values);
  }

  private void restore(StatePort.Lists lists) {
    int[] counts = lists.counts();
    int[] steps = lists.steps();
    while (Arrays.stream(counts).max().orElse(0) > 1 << bits) {
      bits++;
    }
    mask = (1 << bits) - 1;
    step = new int[neurons << bits];
    Arrays.fill(step, Spikes.NEVER);
    for (int k = 0; k < value.length; k++) {
      value[k] = new double[neurons << bits];
    }
    double[][] values = new double[value.length][];
    Arrays.setAll(values, lists::column);
    int at = 0;
    for (int i = 0; i < neurons; i++) {
      for (int n = newest[i] - counts[i] + 1; n <= newest[i]; n++) {
        int place = i << bits | n & mask;
        step[place] = steps[at];
        for (int k = 0; k < value.length; k++) {
          value[k][place] = values[k][at];
        }
        at++;
      }
      for (int k = 0; k < RECENT; k++) {
        recent[k][i] = k < counts[i] ? steps[at - 1 - k] : Spikes.NEVER;
      }
      for (int k = 0; k < decays.length; k++) {
        lastValue[k][i] = counts[i] == 0 ? 0 : values[k][at - 1];
      }
    }
    version++;
  }

  /** Bytes of all arrays. */
  long bytes() {
    return (long) neurons * (4 * RECENT + 4 + 8 * decays.length) + (long) step.length * (4 + 8 * value.length);
  }
}
