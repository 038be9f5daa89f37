package org.ranvier.simulator.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where exact kernels report spikes: neurons with the times at which they fire. */
public final class ExactSpikes {
  /** In place of a cause: the spike was foreseen when the neuron fired last, or from the beginning. */
  static final long FORESEEN = Long.MIN_VALUE;

  private int[] neurons = new int[64];
  private double[] times = new double[64];
  private long @Nullable [] causes; // where spikes are put in the order in which they are sent
  private long cause = FORESEEN;
  private int size;
  private int offset;

  /** Spikes whose causes are not asked for. */
  public ExactSpikes() {
    this(false);
  }

  ExactSpikes(boolean ordered) {
    causes = ordered ? new long[neurons.length] : null;
  }

  /** The spikes that follow are fired at an event that was sent by the spike of this number. */
  public void causedBy(long number) {
    cause = number;
  }

  /** The spikes that follow were foreseen. */
  public void foreseen() {
    cause = FORESEEN;
  }

  /** Neuron {@code i} of the slice fires at {@code timeMs}. */
  public void add(int i, double timeMs) {
    if (size == neurons.length) {
      neurons = Arrays.copyOf(neurons, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
      causes = causes == null ? null : Arrays.copyOf(causes, 2 * size);
    }
    if (causes != null) {
      causes[size] = cause;
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

  /** Number of the spike that sent the event at which it was fired, or {@link #FORESEEN}. */
  long cause(int k) {
    return causes == null ? FORESEEN : causes[k];
  }

  /** Time of a spike in ms. */
  public double time(int k) {
    return times[k];
  }
}
