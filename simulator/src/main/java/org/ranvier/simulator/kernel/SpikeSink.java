package org.ranvier.simulator.kernel;

import java.util.Arrays;

/** Where a kernel reports the neurons that fire in a step. */
public final class SpikeSink {
  private int[] neurons = new int[256];
  private double[] offsets = new double[0]; // as long as neurons, where some neuron has one
  private int size;
  private int offset;

  /** Neuron {@code i} of the slice fires. */
  public void add(int i) {
    if (size == neurons.length) {
      neurons = Arrays.copyOf(neurons, 2 * size);
    }
    neurons[size++] = i + offset;
  }

  /**
   * Neuron {@code i} of the slice fires before the end of the step.
   *
   * @param offsetMs how long before
   */
  public void add(int i, double offsetMs) {
    add(i);
    if (offsets.length < neurons.length) {
      offsets = Arrays.copyOf(offsets, neurons.length);
    }
    offsets[size - 1] = offsetMs;
  }

  /** Sets the place of the slice in its population, which is added to what is reported from here on. */
  public void startSlice(int firstNeuron) {
    offset = firstNeuron;
  }

  public void clear() {
    Arrays.fill(offsets, 0, Math.min(size, offsets.length), 0);
    size = 0;
  }

  public int size() {
    return size;
  }

  /** Indices of the neurons in their populations; the first {@link #size()} are valid. Not a copy. */
  public int[] neurons() {
    return neurons;
  }

  /** How long before the end of its step each spike is, in ms; shorter than {@link #size} where the rest are 0. Not a copy. */
  public double[] offsets() {
    return offsets;
  }
}
