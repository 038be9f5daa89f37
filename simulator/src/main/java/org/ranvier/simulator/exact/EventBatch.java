package org.ranvier.simulator.exact;

import java.util.Arrays;

/**
 * The events of an interval by target: neuron {@code neuron[n]} of its slice receives the events {@code begin[n] … begin[n + 1] - 1},
 * in the order of their times; those of one time in an order that the network fixes. A neuron without events is there because its
 * predicted spike is due.
 */
public final class EventBatch {
  /** Indices in the slice, ascending for each slice. */
  public int[] neuron = new int[64];

  /** One longer than the touched neurons. */
  public int[] begin = new int[65];

  public double[] time = new double[64];
  public double[] weight = new double[64];
  public byte[] receptor = new byte[64];

  /** End of the interval in ms; all events are at or before it. */
  public double until;

  private boolean ordered;
  private long firstNumber; // where ordered: of the spike with key 0
  private int[] key = new int[64]; // the order of events at one time
  private int[] place = new int[64]; // in the buffer
  private int[] changed = new int[64];
  private int changes;
  private int[] several = new int[64]; // touched neurons with more than one event
  private int severals;
  private int touched;
  private int size;

  /** Number of touched neurons. */
  public int touched() {
    return touched;
  }

  /** Whether events of one time stand in the order in which they were sent, and have {@linkplain #number numbers}. */
  public boolean isOrdered() {
    return ordered;
  }

  /** Number of the spike that sent an event. */
  public long number(int event) {
    return firstNumber + key[event];
  }

  /**
   * Says that events have numbers.
   *
   * @param first that of a spike with key 0
   */
  void order(long first) {
    ordered = true;
    firstNumber = first;
  }

  /** For events that are given by the public arrays: the numbers of the spikes that sent them. */
  public void order(int[] numbers) {
    order(0);
    key = numbers.clone();
  }

  /** Number of events. */
  public int size() {
    return size;
  }

  /** Notes that the predicted spike of a neuron of the slice is another one, or none, after its events. */
  public void change(int index) {
    if (changes == changed.length) {
      changed = Arrays.copyOf(changed, 2 * changes);
    }
    changed[changes++] = index;
  }

  void forgetChanges() {
    changes = 0;
  }

  int changes() {
    return changes;
  }

  int changed(int k) {
    return changed[k];
  }

  void reset(int events, int wakes, double untilMs) {
    if (time.length < events) {
      int n = Math.max(events, 2 * time.length);
      time = new double[n];
      weight = new double[n];
      receptor = new byte[n];
      key = new int[n];
      place = new int[n];
    }
    if (neuron.length < events + wakes) {
      neuron = new int[Math.max(events + wakes, 2 * neuron.length)];
      begin = new int[neuron.length + 1];
      several = new int[neuron.length];
    }
    touched = 0;
    size = 0;
    until = untilMs;
  }

  /** Begins the next touched neuron. */
  void open(int index) {
    neuron[touched] = index;
    begin[touched++] = size;
  }

  /** Adds an event of the neuron that was opened last. */
  void add(int placeInBuffer) {
    if (size - begin[touched - 1] == 1) {
      several[severals++] = touched - 1;
    }
    place[size++] = placeInBuffer;
  }

  /** Ends a slice: brings the events of its neurons, those from {@code first} on, from the buffer, and puts each neuron's in order. */
  void close(int first, EventBuffer buffer, int receptorMask) {
    begin[touched] = size;
    gather(buffer, begin[first], receptorMask);
    for (int k = 0; k < severals; k++) {
      order(begin[several[k]], begin[several[k] + 1]);
    }
    severals = 0;
  }

  private void gather(EventBuffer buffer, int from, int receptorMask) {
    for (int k = from; k < size; k++) {
      int p = place[k];
      time[k] = buffer.time[p];
      weight[k] = buffer.weight[p];
      receptor[k] = (byte) (buffer.target[p] & receptorMask);
      key[k] = buffer.key[p];
    }
  }

  private void order(int from, int to) {
    for (int k = from + 1; k < to; k++) {
      if (before(time[k], key[k], k - 1)) {
        insert(from, k);
      }
    }
  }

  private boolean before(double t, int order, int other) {
    return t < time[other] || (t == time[other] && order < key[other]);
  }

  private void insert(int from, int k) {
    double t = time[k];
    double w = weight[k];
    byte r = receptor[k];
    int order = key[k];
    int at = k;
    while (at > from && before(t, order, at - 1)) {
      time[at] = time[at - 1];
      weight[at] = weight[at - 1];
      receptor[at] = receptor[at - 1];
      key[at] = key[at - 1];
      at--;
    }
    time[at] = t;
    weight[at] = w;
    receptor[at] = r;
    key[at] = order;
  }
}
