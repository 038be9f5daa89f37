package org.ranvier.simulator.exact;

import java.util.Arrays;

/** Spikes of neurons in continuous time of one epoch, of whatever workers. */
public final class SentSpikes {
  private int[] populations = new int[64];
  private int[] neurons = new int[64];
  private double[] times = new double[64];
  private long[] causes = new long[64];
  private int size;

  public void clear() {
    size = 0;
  }

  /**
   * Adds a spike.
   *
   * @param cause number of the spike that sent the event at which it was fired, where spikes have numbers
   */
  public void add(int population, int neuron, double timeMs, long cause) {
    if (size == neurons.length) {
      populations = Arrays.copyOf(populations, 2 * size);
      neurons = Arrays.copyOf(neurons, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
      causes = Arrays.copyOf(causes, 2 * size);
    }
    populations[size] = population;
    neurons[size] = neuron;
    times[size] = timeMs;
    causes[size++] = cause;
  }

  public int size() {
    return size;
  }

  public int population(int k) {
    return populations[k];
  }

  public int neuron(int k) {
    return neurons[k];
  }

  public double time(int k) {
    return times[k];
  }

  public long cause(int k) {
    return causes[k];
  }
}
