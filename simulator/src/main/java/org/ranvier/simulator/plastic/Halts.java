package org.ranvier.simulator.plastic;

import java.util.Arrays;
import org.ranvier.simulator.state.StatePort;

/**
 * When the synapses of a projection do not learn. Times are those of the synapses, in steps or in ms; a halt is all {@code t} with {@code begin < t ≤ end}.
 * So what reaches a synapse in the very step in which learning is halted still counts.
 */
public final class Halts {
  private double[] at = new double[4]; // ascending; learning stops at those with an even index and goes on at the others
  private int size;
  private long[] counted = {}; // see multiples
  private long countedInterval;
  private int countedSize = -1;

  /** Whether learning has never been halted. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether a halt has begun and not ended. */
  public boolean goesOn() {
    return (size & 1) == 1;
  }

  /** Begins a halt, unless one goes on. */
  public void stop(double time) {
    if (!goesOn()) {
      put(time);
    }
  }

  /** Ends the halt that goes on, if there is one. One that has no length is as if it had never been. */
  public void go(double time) {
    if (goesOn()) {
      put(time);
    }
  }

  private void put(double time) {
    countedSize = -1;
    if (size > 0 && at[size - 1] == time) {
      size--;
      return;
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
    }
    at[size++] = time;
  }

  /** Forgets halts that ended at or before a time. */
  public void forget(double time) {
    int n = 0;
    while (n + 1 < size && at[n + 1] <= time) {
      n += 2;
    }
    at = Arrays.copyOfRange(at, n, Math.max(size, n + 4));
    size -= n;
    countedSize = -1;
  }

  /** Whether synapses do not learn at a time. */
  public boolean contains(double time) {
    return (before(time) & 1) == 1;
  }

  /** The first begin or end of a halt after a time, infinite if there is none. */
  public double next(double time) {
    int k = before(time);
    while (k < size && at[k] <= time) {
      k++;
    }
    return k < size ? at[k] : Double.POSITIVE_INFINITY;
  }

  /** Whether any time {@code from < t ≤ to} lies in a halt. */
  public boolean touches(double from, double to) {
    return next(from) < to || contains(to);
  }

  /** How many begins and ends are before a time. */
  private int before(double time) {
    if (size == 0 || at[size - 1] < time) {
      return size;
    }
    int k = Arrays.binarySearch(at, 0, size, time);
    return k < 0 ? -k - 1 : k;
  }

  /** How many multiples of {@code interval} from 1 to {@code step} lie in halts. */
  public long multiples(long interval, long step) {
    if (countedSize != size || countedInterval != interval) {
      count(interval);
    }
    int k = before(step);
    if (k == 0) {
      return 0;
    }
    long whole = counted[k - 1];
    return (k & 1) == 1 ? whole + step / interval - (long) at[k - 1] / interval : whole;
  }

  private void count(long interval) {
    counted = new long[size]; // in the halts before each begin, up to each end
    for (int k = 1; k < size; k++) {
      boolean ends = (k & 1) == 1;
      counted[k] = counted[k - 1] + (ends ? (long) at[k] / interval - (long) at[k - 1] / interval : 0);
    }
    countedInterval = interval;
    countedSize = size;
  }

  /** Lists them. */
  public void state(StatePort port) {
    double[] all = port.array("halts", "", Arrays.copyOf(at, size));
    if (port.restores()) {
      at = Arrays.copyOf(all, Math.max(4, all.length));
      size = all.length;
      countedSize = -1;
    }
  }
}
