package org.ranvier.simulator.exact;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import org.ranvier.simulator.state.StatePort;

/**
 * Numbers the spikes of all populations in the order in which they are sent, for models that ask what of one moment came first.
 *
 * <p>A queue that hands out what is due at one time in the order in which it was put in has this order: spikes come by their times; those
 * of one time by what made them fall due, which is an earlier spike. A neuron that fires at an event goes by the spike that sent the
 * event, and among those that hear the same spike by population and index. One whose spike was foreseen (a source, or a neuron whose
 * potential reaches its threshold between events) put it into the queue when it last fired, after all that its spike sent; before their
 * first spikes neurons stand in the order of populations and indices. So the numbers depend on the network alone: every worker, which
 * sees all spikes of an epoch, finds the same.
 */
final class SendingOrder {
  private final long[][] last; // by population and neuron: number of its last spike, or -1
  private long next; // number of the next spike
  private int[] population = new int[64];
  private int[] neuron = new int[64];
  private double[] time = new double[64];
  private long[] cause = new long[64];
  private int[] order = new int[64];
  private long[] since = new long[64]; // of a spike among those of one time: the spike from which on it was due
  private int size;

  /** Takes spikes in their order. */
  @FunctionalInterface
  interface Sink {
    void sent(int population, int neuron, double timeMs, long number);
  }

  /**
   * @param sizes of all populations
   */
  SendingOrder(int[] sizes) {
    last = new long[sizes.length][];
    for (int p = 0; p < sizes.length; p++) {
      last[p] = new long[sizes[p]];
      Arrays.fill(last[p], -1);
    }
  }

  /** Lists the numbers, which are the same for all workers. */
  void state(StatePort port) {
    next = port.common("next", "1", next);
    for (int p = 0; p < last.length; p++) {
      port.common("last of " + p, "1", last[p]);
    }
  }

  /** The number of the first spike that has none yet. */
  long next() {
    return next;
  }

  /**
   * Adds a spike of the epoch; those of one neuron come in the order of their times.
   *
   * @param ofCause number of the spike that sent the event at which the neuron fired, or {@link ExactSpikes#FORESEEN}
   */
  void add(int ofPopulation, int ofNeuron, double timeMs, long ofCause) {
    if (size == neuron.length) {
      population = Arrays.copyOf(population, 2 * size);
      neuron = Arrays.copyOf(neuron, 2 * size);
      time = Arrays.copyOf(time, 2 * size);
      cause = Arrays.copyOf(cause, 2 * size);
      order = Arrays.copyOf(order, 2 * size);
      since = Arrays.copyOf(since, 2 * size);
    }
    population[size] = ofPopulation;
    neuron[size] = ofNeuron;
    time[size] = timeMs;
    cause[size] = ofCause;
    order[size] = size;
    size++;
  }

  /** Hands over the spikes of the epoch in their order, and forgets them. */
  void number(Sink sink) {
    IntArrays.mergeSort(order, 0, size, (a, b) -> Double.compare(time[a], time[b]));
    int end = 0;
    for (int begin = 0; begin < size; begin = end) {
      end = begin + 1;
      while (end < size && time[order[end]] == time[order[begin]]) {
        end++;
      }
      together(begin, end, sink);
    }
    size = 0;
  }

  /** Spikes of one time. A neuron that fires several times in it comes up again behind all others. */
  private void together(int begin, int end, Sink sink) {
    int from = begin;
    while (from < end) {
      int to = end - from > 1 ? firsts(from, end) : end;
      for (int k = from; k < to; k++) {
        int spike = order[k];
        last[population[spike]][neuron[spike]] = next;
        sink.sent(population[spike], neuron[spike], time[spike], next++);
      }
      from = to;
    }
  }

  /** Brings one spike of each neuron to the front, in their order; returns where they end. */
  private int firsts(int from, int end) {
    IntArrays.mergeSort(order, from, end, this::byNeuron);
    int[] again = new int[end - from];
    int agains = 0;
    int to = from;
    for (int k = from; k < end; k++) {
      if (k > from && byNeuron(order[to - 1], order[k]) == 0) {
        again[agains++] = order[k];
      } else {
        order[to++] = order[k];
      }
    }
    System.arraycopy(again, 0, order, to, agains);
    for (int k = from; k < to; k++) {
      int spike = order[k];
      since[spike] = cause[spike] == ExactSpikes.FORESEEN ? 2 * last[population[spike]][neuron[spike]] + 1 : 2 * cause[spike];
    }
    IntArrays.mergeSort(order, from, to, (a, b) -> Long.compare(since[a], since[b])); // stable: by neuron among equals
    return to;
  }

  private int byNeuron(int a, int b) {
    return population[a] != population[b] ? Integer.compare(population[a], population[b]) : Integer.compare(neuron[a], neuron[b]);
  }
}
