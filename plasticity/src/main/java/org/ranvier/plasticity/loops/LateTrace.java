package org.ranvier.plasticity.loops;

import java.util.Arrays;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.Decay;

/**
 * A trace of a source's spikes that each come to act after a delay: beside what transmission keeps of a source, its spikes that may still have to, newest first, each
 * with the trace right after it.
 *
 * @param of what is kept besides
 * @param spikes how many are kept
 */
record LateTrace(Transmission.OnGrid of, Decay decay, int delay, int spikes) implements Transmission.OnGrid {
  private static final int MOST_SPIKES = 48;

  static LateTrace of(Transmission.OnGrid of, Decay decay, int delay) {
    return new LateTrace(of, decay, delay, Math.min(MOST_SPIKES, delay + 2));
  }

  @Override
  public int values() {
    return of.values() + 2 * spikes;
  }

  @Override
  public void start(double[] values, int at) {
    of.start(values, at);
    Arrays.fill(values, at + of.values(), at + values(), 0);
  }

  @Override
  public void fire(double[] values, int at, int interval) {
    of.fire(values, at, interval);
    int first = at + of.values();
    double trace = values[first + 1];
    int last = first + 2 * spikes - 2;
    if (values[last + 1] > 0 && values[last] + interval < delay) {
      throw new RanvierException(
          "calcium rule: a source fires more than " + spikes + " times within the delay of its calcium; use a shorter delay, or lower rates");
    }
    for (int k = last; k > first; k -= 2) {
      values[k] = values[k - 2] + interval;
      values[k + 1] = values[k - 1];
    }
    values[first] = 0;
    values[first + 1] = trace > 0 ? trace * decay.after(interval) + 1 : 1;
  }

  @Override
  public double factor(double[] values, int at) {
    return of.factor(values, at);
  }

  @Override
  public double variable(int k, double[] values, int at, int steps) {
    return of.variable(k, values, at, steps);
  }

  /** When the k-th last spike comes to act, in steps from the last one; {@code at} is where the source's values begin. */
  int acts(double[] values, int at, int k) {
    return delay - (int) values[at + of.values() + 2 * k];
  }

  /** The trace right after the k-th last spike; 0 where there is none. */
  double trace(double[] values, int at, int k) {
    return k < spikes ? values[at + of.values() + 2 * k + 1] : 0;
  }
}
