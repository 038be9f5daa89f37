package org.ranvier.simulator.exact;

import java.util.Arrays;

/**
 * The events of an interval as they come: parallel arrays. A target is {@code slot << receptorBits | receptor}, where the slots
 * number a worker's exact neurons.
 */
final class EventBuffer {
  int[] target = new int[256];
  double[] time = new double[256];
  double[] weight = new double[256];
  int[] key = new int[256]; // order among events of one neuron and time
  int size;

  int[] wake = new int[64]; // slots that are due, events or not
  int wakes;

  void clear() {
    size = 0;
    wakes = 0;
  }

  /** Makes room for {@code n} more events. */
  void reserve(int n) {
    if (size + n > target.length) {
      int capacity = Math.max(2 * target.length, size + n);
      target = Arrays.copyOf(target, capacity);
      time = Arrays.copyOf(time, capacity);
      weight = Arrays.copyOf(weight, capacity);
      key = Arrays.copyOf(key, capacity);
    }
  }

  void add(int to, double timeMs, double w, int order) {
    reserve(1);
    target[size] = to;
    time[size] = timeMs;
    weight[size] = w;
    key[size++] = order;
  }

  void wake(int slot) {
    if (wakes == wake.length) {
      wake = Arrays.copyOf(wake, 2 * wakes);
    }
    wake[wakes++] = slot;
  }
}
