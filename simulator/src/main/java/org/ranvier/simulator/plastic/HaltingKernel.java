package org.ranvier.simulator.plastic;

import org.ranvier.simulator.state.StatePort;

/**
 * A kernel of a rule whose weights change at events only, while learning is or was halted: halts are taken out of what the rule does. Weights keep every bit
 * then; the rule's other values follow the spikes as ever. It is put around a kernel for as long as some synapse may still have to be brought over a begin or an
 * end of a halt.
 */
final class HaltingKernel implements PlasticKernel {
  private final PlasticKernel kernel;
  private final Halts halts;
  private final boolean follows; // whether the rule keeps more than weights
  private final float[] nowhere;
  private Object held = new float[0];

  /**
   * @param follows whether the rule keeps anything of a synapse beside the weight
   * @param neurons number of local targets
   */
  HaltingKernel(PlasticKernel kernel, Halts halts, boolean follows, int neurons) {
    this.kernel = kernel;
    this.halts = halts;
    this.follows = follows;
    nowhere = new float[neurons];
  }

  @Override
  public void deliver(PlasticSynapses s, PreEvent e, float[] input, int base) {
    int swept = e.swept;
    int arrival = e.spike + e.delay;
    if (!s.isDrawn()) {
      int den = s.dendritic(e.delay);
      pass(s, e, arrival - den, den);
      if (halts.contains(arrival - den)) {
        hold(s, e);
        kernel.transmit(s, e, input, base);
      } else {
        kernel.deliver(s, e, input, base);
      }
    } else if (halts.next(Math.max(e.swept, e.previous)) < arrival) {
      deliverOneByOne(s, e, input, base);
    } else if (halts.contains(arrival)) {
      hold(s, e);
      kernel.transmit(s, e, input, base);
    } else {
      kernel.deliver(s, e, input, base);
    }
    e.swept = swept;
  }

  /** The spike reaches some synapses of the fragment within a halt, others outside of it. */
  private void deliverOneByOne(PlasticSynapses s, PreEvent e, float[] input, int base) {
    int swept = e.swept;
    int begin = e.begin;
    int end = e.end;
    for (int q = begin; q < end; q++) {
      e.begin = q;
      e.end = q + 1;
      e.swept = swept;
      int den = s.dendritic(q, e.delay);
      int arrival = e.spike + e.delay - den;
      pass(s, e, arrival, den);
      if (halts.contains(arrival)) {
        hold(s, e);
      } else {
        kernel.deliver(s, e, nowhere, 0);
      }
    }
    e.begin = begin;
    e.end = end;
    kernel.transmit(s, e, input, base);
  }

  /** Brings synapses over all begins and ends of halts before {@code until}. */
  private void pass(PlasticSynapses s, PreEvent e, int until, int den) {
    int from = Math.max(e.swept, e.previous + e.delay - den);
    for (double next = halts.next(from); next < until; next = halts.next(next)) {
      bring(s, e, (int) next);
      e.swept = (int) next;
    }
  }

  private void bring(PlasticSynapses s, PreEvent e, int until) {
    if (!halts.contains(until)) {
      kernel.catchUp(s, e, until);
    } else if (follows) {
      keep(s, e);
      kernel.catchUp(s, e, until);
      restore(s, e);
    }
  }

  /** Lets a spike of the source act on all but the weights. */
  private void hold(PlasticSynapses s, PreEvent e) {
    if (follows) {
      keep(s, e);
      kernel.deliver(s, e, nowhere, 0);
      restore(s, e);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of one type
  private void keep(PlasticSynapses s, PreEvent e) {
    int n = e.end - e.begin;
    if (s.isWide()) {
      held = held instanceof double[] h && h.length >= n ? h : new double[n];
    } else {
      held = held instanceof float[] h && h.length >= n ? h : new float[n];
    }
    System.arraycopy(s.stored(-1), e.begin, held, 0, n);
  }

  @SuppressWarnings("SuspiciousSystemArraycopy")
  private void restore(PlasticSynapses s, PreEvent e) {
    System.arraycopy(held, 0, s.stored(-1), e.begin, e.end - e.begin);
  }

  @Override
  public void catchUp(PlasticSynapses s, PreEvent e, int until) {
    int swept = e.swept;
    if (!s.isDrawn()) {
      pass(s, e, until, s.dendritic(e.delay));
      bring(s, e, until);
    } else if (halts.next(Math.max(e.swept, e.previous)) < until) {
      int begin = e.begin;
      int end = e.end;
      for (int q = begin; q < end; q++) {
        e.begin = q;
        e.end = q + 1;
        e.swept = swept;
        pass(s, e, until, s.dendritic(q, e.delay));
        bring(s, e, until);
      }
      e.begin = begin;
      e.end = end;
    } else {
      bring(s, e, until);
    }
    e.swept = swept;
  }

  @Override
  public double gain(PreEvent event) {
    return kernel.gain(event);
  }

  @Override
  public boolean atSoma() {
    return kernel.atSoma();
  }

  @Override
  public int sourceValues() {
    return kernel.sourceValues();
  }

  @Override
  public int startSource(double[] values, int at) {
    return kernel.startSource(values, at);
  }

  @Override
  public void sourceFires(double[] values, int at, int interval) {
    kernel.sourceFires(values, at, interval);
  }

  @Override
  public double sourceVariable(int k, double[] values, int at, int steps) {
    return kernel.sourceVariable(k, values, at, steps);
  }

  @Override
  public void state(StatePort port) {
    kernel.state(port);
  }
}
