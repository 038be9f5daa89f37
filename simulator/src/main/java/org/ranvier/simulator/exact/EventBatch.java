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

  private int[] key = new int[64]; // the order of events at one time
  private int[] changed = new int[64];
  private int changes;
  private int touched;
  private int size;

  /** Number of touched neurons. */
  public int touched() {
    return touched;
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
    }
    if (neuron.length < events + wakes) {
      neuron = new int[Math.max(events + wakes, 2 * neuron.length)];
      begin = new int[neuron.length + 1];
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

  void add(double timeMs, double w, int receptorIndex, int order) {
    time[size] = timeMs;
    weight[size] = w;
    receptor[size] = (byte) receptorIndex;
    key[size++] = order;
  }

  /** Ends the neuron that was opened last: puts its events in order. */
  void close() {
    int from = begin[touched - 1];
    begin[touched] = size;
    for (int k = from + 1; k < size; k++) {
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
