package org.ranvier.simulator.exact.plastic;

import java.util.Arrays;
import org.ranvier.simulator.plastic.ExactDelays;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.ExactPlasticKernel;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticSynapses;

/**
 * A kernel in continuous time of a rule whose weights change at events only, while learning is or was halted: halts are taken out of what the rule does. Weights
 * keep every bit then; the rule's other values follow the spikes as ever.
 */
final class HaltingExactKernel implements ExactPlasticKernel {
  private final ExactPlasticKernel kernel;
  private final Halts halts;
  private final ExactDelays delays;
  private double[] held = {};
  private double[] nowhere = {};

  HaltingExactKernel(ExactPlasticKernel kernel, Halts halts, ExactDelays delays) {
    this.kernel = kernel;
    this.halts = halts;
    this.delays = delays;
  }

  @Override
  public void deliver(PlasticSynapses s, ExactEvent e, double[] delivered) {
    int begin = e.begin;
    int end = e.end;
    double swept = e.swept;
    for (int q = begin; q < end; q++) {
      double arrival = e.spike + delays.axonal(q);
      e.begin = q;
      e.end = q + 1;
      pass(s, e, q, arrival);
      hold(s, e, arrival, () -> kernel.deliver(s, e, room(1)));
      e.swept = swept;
    }
    e.begin = begin;
    e.end = end;
    kernel.transmit(s, e, delivered);
  }

  private double[] room(int n) {
    nowhere = nowhere.length < n ? new double[n] : nowhere;
    return nowhere;
  }

  @Override
  public void catchUp(PlasticSynapses s, ExactEvent e, double untilMs) {
    int begin = e.begin;
    int end = e.end;
    double swept = e.swept;
    for (int q = begin; q < end; q++) {
      e.begin = q;
      e.end = q + 1;
      pass(s, e, q, untilMs);
      hold(s, e, untilMs, () -> kernel.catchUp(s, e, untilMs));
      e.swept = swept;
    }
    e.begin = begin;
    e.end = end;
  }

  /** Brings a synapse over all begins and ends of halts before {@code until}. */
  private void pass(PlasticSynapses s, ExactEvent e, int q, double until) {
    double from = Math.max(e.swept, e.previous + delays.axonal(q));
    for (double next = halts.next(from); next < until; next = halts.next(next)) {
      double to = next;
      hold(s, e, to, () -> kernel.catchUp(s, e, to));
      e.swept = to;
    }
  }

  /** Does something to synapses; their weights stay if {@code time} lies in a halt. */
  private void hold(PlasticSynapses s, ExactEvent e, double time, Runnable what) {
    if (!halts.contains(time)) {
      what.run();
      return;
    }
    int n = e.end - e.begin;
    held = held.length < n ? Arrays.copyOf(held, n) : held;
    for (int k = 0; k < n; k++) {
      held[k] = s.weight(e.begin + k);
    }
    what.run();
    for (int k = 0; k < n; k++) {
      s.setWeight(e.begin + k, held[k]);
    }
  }

  @Override
  public double longestRestMs() {
    return kernel.longestRestMs();
  }

  @Override
  public int sourceValues() {
    return kernel.sourceValues();
  }

  @Override
  public double startSource(double[] values, int at) {
    return kernel.startSource(values, at);
  }

  @Override
  public void sourceFires(double[] values, int at, double intervalMs) {
    kernel.sourceFires(values, at, intervalMs);
  }
}
