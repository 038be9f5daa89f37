package org.ranvier.neuronmodels.exact;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.EventBatch;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSpikes;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;

/**
 * The loop that all exact kernels share: the touched neurons, each through its events and its predicted spikes.
 *
 * <p>A few calls for each event are virtual. That is not what costs: an event finds its neuron in main memory. So all that is kept of a
 * neuron stands together, in one or two cache lines, and the lines of neurons to come are asked for while others are at work.
 */
abstract class ExactNeurons implements ExactKernel {
  /** Neurons whose memory is touched together: many misses at a time cost hardly more than one. */
  static final int GROUP = 32;

  /** Column of {@link #s} with the time of the predicted spike. */
  static final int DUE = 0;

  /** Column with the time for which the state stands, in neurons that have any. */
  static final int STANDS = 1;

  final int size;
  final int width;

  /** The neurons, {@code width} numbers each. */
  final double[] s;

  private final int paddedSize;
  private final List<Variable> variables = new ArrayList<>();
  private State initial; // until the start
  private boolean started;
  private final double[] due;
  private boolean suspect;
  int position; // of the neuron that is carried in its group

  /** By position in the group: whether {@link #prepare} has done it all. */
  final boolean[] carried = new boolean[GROUP];

  private double sink; // keeps the touching loads alive

  private record Variable(int column, String name, String unit, String meaning) {}

  /**
   * @param width numbers that are kept of each neuron, the time of its predicted spike among them
   */
  ExactNeurons(ExactContext slice, int width) {
    size = slice.size();
    this.width = width;
    paddedSize = slice.paddedSize();
    if ((long) size * width > Integer.MAX_VALUE - 16) {
      throw new RanvierException(
          "population '" + slice.population() + "': " + size + " neurons of one worker are too many; use more threads, or divide the population");
    }
    s = new double[size * width];
    initial = new State(paddedSize);
    due = new double[slice.size()];
  }

  /** Declares a state variable that stands in a column of {@link #s}; returns its initial values. */
  final double[] declare(int column, String name, String unit, String meaning, double value) {
    variables.add(new Variable(column, name, unit, meaning));
    return initial.declare(name, unit, meaning, value);
  }

  @Override
  public final State state() {
    if (!started) {
      return initial;
    }
    var copy = new State(paddedSize);
    for (Variable v : variables) {
      double[] values = copy.declare(v.name, v.unit, v.meaning, 0);
      for (int i = 0; i < size; i++) {
        values[i] = s[i * width + v.column];
      }
    }
    return copy;
  }

  /** Lists all that is kept of the neurons; a kernel that keeps more beside that lists it too. */
  @Override
  public void state(StatePort port) {
    port.perNeuron("neurons", "", s, width, 1, width);
    for (int i = 0; i < size && port.restores(); i++) {
      due[i] = s[i * width + DUE];
    }
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
    for (Variable v : variables) {
      double[] values = initial.find(v.name).orElseThrow().values();
      for (int i = 0; i < size; i++) {
        s[i * width + v.column] = values[i];
      }
    }
    initial = new State(0);
    started = true;
    for (int i = 0; i < size; i++) {
      due[i] = first(i);
      s[i * width + DUE] = due[i];
    }
  }

  @Override
  public final void advance(EventBatch batch, int from, int to, ExactSpikes spikes) {
    int[] neuron = batch.neuron;
    touch(neuron, from, Math.min(to, from + GROUP));
    for (int group = from; group < to; group += GROUP) {
      int last = Math.min(to, group + GROUP);
      prepare(batch, group, last);
      touch(neuron, last, Math.min(to, last + GROUP));
      for (int n = group; n < last; n++) {
        position = n - group;
        if (!carried[position]) {
          int i = neuron[n];
          double before = s[i * width + DUE];
          int first = batch.begin[n];
          int end = batch.begin[n + 1];
          double next =
              batch.isOrdered() ? carryInOrder(i, before, batch, first, end, spikes) : carry(i, before, batch, first, end, spikes);
          predict(i, before, next, batch);
          check(sum(i));
        }
      }
    }
  }

  /** Notes when a neuron will fire. */
  final void predict(int i, double before, double next, EventBatch batch) {
    if (next != before) {
      s[i * width + DUE] = next;
      due[i] = next;
      batch.change(i);
    }
  }

  /** Takes note of a neuron's {@link #sum}. */
  final void check(double sum) {
    suspect |= !(sum * 0 == 0); // 0 · x is NaN for infinities and NaN
  }

  @Override
  public final double[] values(String variable, double timeMs) {
    double[][] present = new double[variables.size()][paddedSize];
    for (int i = 0; i < size; i++) {
      present(i, timeMs, present);
    }
    return present[place(variable)];
  }

  private int place(String variable) {
    int of = 0;
    while (!variables.get(of).name.equals(variable)) {
      of++;
    }
    return of;
  }

  /**
   * Values that differ from those at the time are entered, and the state of these neurons is made one of that time; so a neuron that has its value
   * already stays as it is, to the last bit.
   */
  @Override
  public final void assign(String variable, int[] neurons, double[] values, double timeMs) {
    double[][] present = new double[variables.size()][paddedSize];
    int of = place(variable);
    for (int k = 0; k < neurons.length; k++) {
      int i = neurons[k];
      present(i, timeMs, present);
      if (Double.doubleToRawLongBits(present[of][i]) != Double.doubleToRawLongBits(values[k])) {
        present[of][i] = values[k];
        for (int v = 0; v < present.length; v++) {
          s[i * width + variables.get(v).column] = present[v][i];
        }
        s[i * width + STANDS] = Math.max(s[i * width + STANDS], timeMs);
        predictAnew(i, timeMs);
      }
    }
  }

  /** Predicts a neuron's next spike after its state has been changed: after the present time, and where it is refractory after that. */
  final void predictAnew(int i, double timeMs) {
    double next = first(i);
    next = next < Double.POSITIVE_INFINITY ? Math.max(next, Math.max(Math.nextUp(timeMs), free(i))) : next;
    due[i] = next;
    s[i * width + DUE] = next;
  }

  /** When the neuron ceases to be refractory; a time that is over where it is not. */
  double free(int i) {
    return 0;
  }

  private double carry(int i, double due, EventBatch batch, int from, int to, ExactSpikes spikes) {
    double[] time = batch.time;
    double next = due;
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

  /** The same where it matters in which order spikes are sent: they are reported with what caused them. */
  double carryInOrder(int i, double due, EventBatch batch, int from, int to, ExactSpikes spikes) {
    double next = due;
    int k = from;
    while (k < to) {
      int end = k + 1;
      while (end < to && batch.time[end] == batch.time[k]) {
        end++;
      }
      double t = batch.time[k];
      next = foreseen(i, next, t, t, spikes);
      catchUp(i, t);
      for (; k < end; k++) {
        receive(i, t, batch.receptor[k], batch.weight[k]);
      }
      spikes.causedBy(batch.number(end - 1));
      settle(i, t, spikes);
      next = next(i, k < to ? batch.time[k] : Double.POSITIVE_INFINITY);
    }
    return foreseen(i, next, batch.until, Double.POSITIVE_INFINITY, spikes);
  }

  /** Lets a neuron fire at predicted times up to {@code until}; returns the next one. */
  private double foreseen(int i, double due, double until, double horizon, ExactSpikes spikes) {
    double next = due;
    while (next <= until) {
      spikes.foreseen();
      fire(i, next);
      spikes.add(i, next);
      next = next(i, horizon);
    }
    return next;
  }

  private void touch(int[] neuron, int from, int to) {
    double touched = 0;
    for (int n = from; n < to; n++) {
      int at = neuron[n] * width;
      touched += s[at] + s[at + width - 1];
    }
    sink += touched;
  }

  /** The touched values, so that the compiler cannot drop the touching. */
  final double sink() {
    return sink;
  }

  /**
   * What can be computed for touched neurons together, before they are carried one after the other; their states are those before. Those
   * that are carried here are {@link #carried}.
   */
  void prepare(EventBatch batch, int from, int to) {}

  /** The sum of a neuron's variables: not finite where one of them is not. */
  abstract double sum(int i);

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
