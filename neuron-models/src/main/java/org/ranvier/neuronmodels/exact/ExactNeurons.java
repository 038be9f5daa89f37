package org.ranvier.neuronmodels.exact;

import org.ranvier.simulator.exact.EventBatch;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSpikes;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.State;

/**
 * The loop that all exact kernels share: the touched neurons, each through its events and its predicted spikes.
 *
 * <p>A few calls for each event are virtual. That is not what costs: an event finds its neuron in main memory, and takes the
 * exponentials of the time that has passed.
 */
abstract class ExactNeurons implements ExactKernel {
  /** Neurons whose memory is touched together: many misses at a time cost hardly more than one. */
  private static final int GROUP = 16;

  final int size;
  final State state;
  private final double[] due;
  private boolean suspect;
  private double sink; // keeps the touching loads alive

  ExactNeurons(SliceContext slice) {
    size = slice.size();
    state = new State(slice.paddedSize());
    due = new double[slice.size()];
  }

  @Override
  public final State state() {
    return state;
  }

  @Override
  public final double[] due() {
    return due;
  }

  @Override
  public final boolean isSuspect() {
    return suspect;
  }

  @Override
  public void start() {
    for (int i = 0; i < size; i++) {
      due[i] = first(i);
    }
  }

  @Override
  public final void advance(EventBatch batch, int from, int to, ExactSpikes spikes) {
    int[] neuron = batch.neuron;
    touch(neuron, from, Math.min(to, from + GROUP));
    for (int group = from; group < to; group += GROUP) {
      int end = Math.min(to, group + GROUP);
      touch(neuron, end, Math.min(to, end + GROUP));
      for (int n = group; n < end; n++) {
        int i = neuron[n];
        due[i] = carry(i, batch, batch.begin[n], batch.begin[n + 1], spikes);
        suspect |= !(touch(i) * 0 == 0); // 0 · x is NaN for infinities and NaN
      }
    }
  }

  private double carry(int i, EventBatch batch, int from, int to, ExactSpikes spikes) {
    double[] time = batch.time;
    double next = due[i];
    int k = from;
    while (k < to) {
      double t = time[k];
      while (next <= t) {
        fire(i, next);
        spikes.add(i, next);
        next = next(i, t);
      }
      catchUp(i, t);
      do {
        receive(i, t, batch.receptor[k], batch.weight[k]);
        k++;
      } while (k < to && time[k] == t);
      settle(i, t, spikes);
      next = next(i, k < to ? time[k] : Double.POSITIVE_INFINITY);
    }
    while (next <= batch.until) {
      fire(i, next);
      spikes.add(i, next);
      next = next(i, Double.POSITIVE_INFINITY);
    }
    return next;
  }

  private void touch(int[] neuron, int from, int to) {
    double touched = 0;
    for (int n = from; n < to; n++) {
      touched += due[neuron[n]] + touch(neuron[n]);
    }
    sink += touched;
  }

  /** The touched values, so that the compiler cannot drop the touching. */
  final double sink() {
    return sink;
  }

  /** The sum of a neuron's variables: reads them all. */
  abstract double touch(int i);

  /** When a neuron fires first, from its initial state. */
  double first(int i) {
    return next(i, Double.POSITIVE_INFINITY);
  }

  /** Brings a neuron's state to time {@code t}, at which events reach it. */
  abstract void catchUp(int i, double t);

  /** An event reaches the neuron, one of those at time {@code t}. */
  abstract void receive(int i, double t, int receptor, double weight);

  /** All events of time {@code t} have been received: the neuron fires at once if they have brought it to its threshold. */
  abstract void settle(int i, double t, ExactSpikes spikes);

  /** The neuron fires at a time that was predicted: its state is that after the spike. */
  abstract void fire(int i, double t);

  /**
   * When the neuron will fire next, from its present state; infinite where it will not.
   *
   * @param horizon time of the next event: may be infinite where it certainly does not fire before, but any other answer must not
   *     depend on it
   */
  abstract double next(int i, double horizon);
}
