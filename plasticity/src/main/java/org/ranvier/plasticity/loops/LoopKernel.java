package org.ranvier.plasticity.loops;

import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PreEvent;
import org.ranvier.simulator.plastic.Spikes;

/** What the kernels of all rules keep of their sources: exponential traces, then the values of transmission. */
abstract class LoopKernel implements PlasticKernel {
  final Decay[] traces;
  private final Transmission.OnGrid transmission;
  private final boolean spikeAtStart;
  private final double[] scratch;

  LoopKernel(Decay[] traces, Transmission.OnGrid transmission, boolean spikeAtStart) {
    this.traces = traces;
    this.transmission = transmission;
    this.spikeAtStart = spikeAtStart;
    scratch = new double[transmission.values()];
  }

  @Override
  public final int sourceValues() {
    return traces.length + transmission.values();
  }

  @Override
  public final int startSource(double[] values, int at) {
    transmission.start(values, at + traces.length);
    return spikeAtStart ? 0 : Spikes.NEVER;
  }

  /** By how much a spike raises the traces that follows another after so many steps. */
  double jump(int interval) {
    return 1;
  }

  @Override
  public final void sourceFires(double[] values, int at, int interval) {
    for (int k = 0; k < traces.length; k++) {
      values[at + k] = values[at + k] * traces[k].after(interval) + jump(interval);
    }
    transmission.fire(values, at + traces.length, interval);
  }

  @Override
  public final double sourceVariable(int k, double[] values, int at, int steps) {
    if (k < traces.length) {
      return steps == FIRST ? 0 : values[at + k] * traces[k].after(steps);
    }
    return transmission.variable(k - traces.length, values, at + traces.length, steps);
  }

  /** What decides whether synapses transmit, where chance does. */
  @Nullable Chance chance() {
    return null;
  }

  @Override
  public final void transmit(PlasticSynapses s, PreEvent e, float[] input, int base) {
    double gain = gain(e);
    Chance chance = chance();
    if (chance != null) {
      chance.begin(e);
    }
    for (int q = e.begin; q < e.end; q++) {
      int i = s.target(q);
      double w = s.weight(q);
      input[base + i] += (float) (chance == null ? w * gain : chance.transmits(q, i, gain) ? w : 0);
    }
  }

  @Override
  public final double gain(PreEvent event) {
    if (scratch.length == 0) {
      return transmission.factor(scratch, 0);
    }
    System.arraycopy(event.values, event.at + traces.length, scratch, 0, scratch.length);
    transmission.fire(scratch, 0, event.previous == Spikes.NEVER ? FIRST : event.spike - event.previous);
    return transmission.factor(scratch, 0);
  }
}
