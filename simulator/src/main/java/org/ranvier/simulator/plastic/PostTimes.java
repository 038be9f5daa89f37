package org.ranvier.simulator.plastic;

import java.util.Arrays;
import org.ranvier.simulator.state.StatePort;

/**
 * The recent spikes of neurons in continuous time on which a plastic projection ends, at one worker, and for each the values of
 * exponential traces right after it: {@code K ← K·exp(-Δt/τ) + 1}.
 *
 * <p>Each spike knows the one before it of its neuron, so that the memory is that of the spikes and not of the neurons. Spike 0 stands for
 * those that never were: {@link #NEVER}, with traces of 0, before the first spike of each neuron.
 */
public final class PostTimes {
  /** The time of a spike that never was. */
  public static final double NEVER = Double.NEGATIVE_INFINITY;

  private static final int FEW = 1024;

  private final double[] tausMs;
  private final int[] newest;
  private int[] before = new int[FEW];
  private double[] time = new double[FEW];
  private final double[][] value; // [trace][spike]
  private int size = 1;

  public PostTimes(int neurons, double... tausMs) {
    this.tausMs = tausMs.clone();
    newest = new int[neurons];
    time[0] = NEVER;
    value = new double[tausMs.length][FEW];
  }

  public int neurons() {
    return newest.length;
  }

  /** The last spike of a neuron. */
  public int newest(int neuron) {
    return newest[neuron];
  }

  /** The spike of the same neuron before a spike. */
  public int before(int spike) {
    return before[spike];
  }

  /** When a spike was, in ms. */
  public double time(int spike) {
    return time[spike];
  }

  /** A trace right after a spike. */
  public double value(int trace, int spike) {
    return value[trace][spike];
  }

  /** The time constant of a trace. */
  public double tauMs(int trace) {
    return tausMs[trace];
  }

  /** Adds a spike, not before the last one of its neuron. */
  public void add(int neuron, double timeMs) {
    int last = newest[neuron];
    if (size == time.length) {
      resize(2 * size);
    }
    int spike = size++;
    before[spike] = last;
    time[spike] = timeMs;
    newest[neuron] = spike;
    for (int k = 0; k < tausMs.length; k++) {
      value[k][spike] = last == 0 ? 1 : value[k][last] * Math.exp((time[last] - timeMs) / tausMs[k]) + 1;
    }
  }

  private void resize(int capacity) {
    before = Arrays.copyOf(before, capacity);
    time = Arrays.copyOf(time, capacity);
    for (int k = 0; k < value.length; k++) {
      value[k] = Arrays.copyOf(value[k], capacity);
    }
  }

  /** Number of spikes that are kept. */
  public int size() {
    return size - 1;
  }

  /** Forgets the spikes that all synapses have seen, those up to {@code timeMs}, but for the last of them of each neuron. */
  public void forget(double timeMs) {
    int[] oldBefore = before;
    double[] oldTime = time;
    double[][] old = value.clone();
    int[] kept = new int[64];
    int total = size;
    int capacity = Math.max(FEW, time.length / 2);
    before = new int[capacity];
    time = new double[capacity];
    time[0] = NEVER;
    Arrays.setAll(value, k -> new double[capacity]);
    size = 1;
    for (int i = 0; i < newest.length; i++) {
      int n = 0;
      for (int spike = newest[i]; spike != 0; spike = oldBefore[spike]) {
        if (n == kept.length) {
          kept = Arrays.copyOf(kept, Math.min(total, 2 * n));
        }
        kept[n++] = spike;
        if (oldTime[spike] <= timeMs) {
          break;
        }
      }
      newest[i] = 0;
      while (n > 0) {
        int spike = kept[--n];
        if (size == time.length) {
          resize(2 * size);
        }
        before[size] = newest[i];
        time[size] = oldTime[spike];
        for (int k = 0; k < value.length; k++) {
          value[k][size] = old[k][spike];
        }
        newest[i] = size++;
      }
    }
  }

  /**
   * Lists the spikes that are kept.
   *
   * @param port of the slice of the targets
   */
  public void state(StatePort port) {
    StatePort.Lists lists = port.lists("post-synaptic spikes");
    int[] counts = new int[newest.length];
    if (port.restores()) {
      counts = lists.counts();
    } else {
      for (int i = 0; i < counts.length; i++) {
        for (int spike = newest[i]; spike != 0; spike = before[spike]) {
          counts[i]++;
        }
      }
    }
    double[][] columns = new double[1 + value.length][];
    if (port.restores()) {
      Arrays.setAll(columns, lists::column);
      restore(counts, columns);
      return;
    }
    int total = Arrays.stream(counts).sum();
    Arrays.setAll(columns, k -> new double[total]);
    int end = 0;
    for (int i = 0; i < counts.length; i++) {
      end += counts[i];
      int at = end;
      for (int spike = newest[i]; spike != 0; spike = before[spike]) {
        columns[0][--at] = time[spike];
        for (int k = 0; k < value.length; k++) {
          columns[1 + k][at] = value[k][spike];
        }
      }
    }
    lists.save(counts, new int[total], columns);
  }

  private void restore(int[] counts, double[][] columns) {
    Arrays.fill(newest, 0);
    size = 1;
    int from = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int at = from; at < from + counts[i]; at++) {
        if (size == time.length) {
          resize(2 * size);
        }
        before[size] = newest[i];
        time[size] = columns[0][at];
        for (int k = 0; k < value.length; k++) {
          value[k][size] = columns[1 + k][at];
        }
        newest[i] = size++;
      }
      from += counts[i];
    }
  }

  /** Bytes of all arrays. */
  public long bytes() {
    return 4L * newest.length + (12L + 8L * tausMs.length) * time.length;
  }
}
