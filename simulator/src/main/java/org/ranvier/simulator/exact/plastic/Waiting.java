package org.ranvier.simulator.exact.plastic;

import java.util.Arrays;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.ExactPlasticKernel;

/**
 * The spikes of the sources of a plastic projection that have not reached all their synapses yet, by the source in the order of their
 * times, each with the spike before it and the values that the rule kept of the source before it. An earlier spike has reached at
 * least the synapses that a later one has.
 */
final class Waiting {
  static final int NONE = -1;

  private final ExactPlasticKernel rule;
  private final int width; // values of a source
  private final double[] last; // time of each source's last spike
  private final double[] values; // [source · width], after it
  private final int[] oldest; // waiting spike of each source
  private final int[] newest;
  private int[] next = new int[64]; // of the source; or of the free ones
  private int[] source = new int[64];
  private int[] reached = new int[64]; // the next synapse
  private double[] time = new double[64];
  private double[] previous = new double[64];
  private long[] number = new long[64]; // in the order in which all spikes of the network are sent, where there is one
  private double[] before; // [spike · width]
  private int free = NONE;
  private int size;

  Waiting(int sources, ExactPlasticKernel rule) {
    this.rule = rule;
    width = rule.sourceValues();
    last = new double[sources];
    values = new double[sources * width];
    oldest = new int[sources];
    newest = new int[sources];
    Arrays.fill(oldest, NONE);
    before = new double[64 * width];
    for (int s = 0; s < sources; s++) {
      last[s] = rule.startSource(values, s * width);
    }
  }

  /** A source fires; returns the number of the spike, which is in use until it is removed. */
  int add(int from, double timeMs, int firstSynapse, long ofSpike) {
    int k = free;
    if (k == NONE) {
      if (size == time.length) {
        grow();
      }
      k = size++;
    } else {
      free = next[k];
    }
    next[k] = NONE;
    source[k] = from;
    reached[k] = firstSynapse;
    time[k] = timeMs;
    number[k] = ofSpike;
    previous[k] = last[from];
    System.arraycopy(values, from * width, before, k * width, width);
    if (oldest[from] == NONE) {
      oldest[from] = k;
    } else {
      next[newest[from]] = k;
    }
    newest[from] = k;
    rule.sourceFires(values, from * width, timeMs - last[from]); // infinite where there was none
    last[from] = timeMs;
    return k;
  }

  /** Sets what is known of the sources after all their spikes; none is waiting. */
  void restore(double[] ofLast, double[] ofValues) {
    System.arraycopy(ofLast, 0, last, 0, last.length);
    System.arraycopy(ofValues, 0, values, 0, values.length);
    Arrays.fill(oldest, NONE); // none waits, until it is added again
    free = NONE;
    size = 0;
  }

  /**
   * Adds a spike that was waiting, behind those of its source; returns its number.
   *
   * @param ofBefore values of the source before it, from index {@code at} on
   */
  int addAgain(int from, double timeMs, double ofPrevious, long ofSpike, double[] ofBefore, int at) {
    int k = size;
    if (k == time.length) {
      grow();
    }
    size++;
    next[k] = NONE;
    source[k] = from;
    time[k] = timeMs;
    previous[k] = ofPrevious;
    number[k] = ofSpike;
    System.arraycopy(ofBefore, at, before, k * width, width);
    if (oldest[from] == NONE) {
      oldest[from] = k;
    } else {
      next[newest[from]] = k;
    }
    newest[from] = k;
    return k;
  }

  double last(int from) {
    return last[from];
  }

  double[] values() {
    return values;
  }

  double previous(int k) {
    return previous[k];
  }

  /** Values of the source before spike {@code k} begin at {@code k · width}. */
  double[] before() {
    return before;
  }

  int width() {
    return width;
  }

  private void grow() {
    int n = 2 * size;
    next = Arrays.copyOf(next, n);
    source = Arrays.copyOf(source, n);
    reached = Arrays.copyOf(reached, n);
    time = Arrays.copyOf(time, n);
    previous = Arrays.copyOf(previous, n);
    number = Arrays.copyOf(number, n);
    before = Arrays.copyOf(before, n * width);
  }

  /** A spike has reached all its synapses: it is the oldest of its source. */
  void remove(int k) {
    oldest[source[k]] = next[k];
    next[k] = free;
    free = k;
  }

  int source(int k) {
    return source[k];
  }

  long number(int k) {
    return number[k];
  }

  double time(int k) {
    return time[k];
  }

  int reached(int k) {
    return reached[k];
  }

  void reached(int k, int synapse) {
    reached[k] = synapse;
  }

  int oldest(int from) {
    return oldest[from];
  }

  int next(int k) {
    return next[k];
  }

  /** Tells an event of a spike. */
  void load(int k, ExactEvent event) {
    event.source = source[k];
    event.spike = time[k];
    event.previous = previous[k];
    event.values = before;
    event.at = k * width;
  }

  /** Tells an event of a spike that may come. */
  void loadNow(int from, ExactEvent event) {
    event.source = from;
    event.spike = Double.POSITIVE_INFINITY;
    event.previous = last[from];
    event.values = values;
    event.at = from * width;
  }

  long bytes() {
    return 8L * (last.length + values.length + oldest.length) + (36L + 8L * width) * time.length;
  }
}
