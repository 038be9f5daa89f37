package org.ranvier.simulator.kernel;

import java.util.Arrays;

/** Where a kernel reports the neurons that fire in a step. */
public final class SpikeSink {
  private int[] neurons = new int[256];
  private int size;
  private int offset;

  /** Neuron {@code i} of the slice fires. */
  public void add(int i) {
    if (size == neurons.length) {
      neurons = Arrays.copyOf(neurons, 2 * size);
    }
    neurons[size++] = i + offset;
  }

  /** Sets the place of the slice in its population, which is added to what is reported from here on. */
  public void startSlice(int firstNeuron) {
    offset = firstNeuron;
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /** Indices of the neurons in their populations; the first {@link #size()} are valid. Not a copy. */
  public int[] neurons() {
    return neurons;
  }
}
