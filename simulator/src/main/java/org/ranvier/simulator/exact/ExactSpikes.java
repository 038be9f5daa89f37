package org.ranvier.simulator.exact;

import java.util.Arrays;

/** Where exact kernels report spikes: neurons with the times at which they fire. */
public final class ExactSpikes {
  private int[] neurons = new int[64];
  private double[] times = new double[64];
  private int size;
  private int offset;

  /** Neuron {@code i} of the slice fires at {@code timeMs}. */
  public void add(int i, double timeMs) {
    if (size == neurons.length) {
      neurons = Arrays.copyOf(neurons, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
    }
    neurons[size] = i + offset;
    times[size++] = timeMs;
  }

  /** Sets the place of the slice in its population, which is added to what is reported from here on. */
  public void startSlice(int firstNeuron) {
    offset = firstNeuron;
  }

  public void clear() {
    size = 0;
  }

  /** Forgets the spikes at or before a time. */
  void retain(double afterMs) {
    int kept = 0;
    for (int k = 0; k < size; k++) {
      if (times[k] > afterMs) {
        neurons[kept] = neurons[k];
        times[kept++] = times[k];
      }
    }
    size = kept;
  }

  public int size() {
    return size;
  }

  /** Index in its population of the neuron of a spike. */
  public int neuron(int k) {
    return neurons[k];
  }

  /** Time of a spike in ms. */
  public double time(int k) {
    return times[k];
  }
}
