package org.ranvier.plasticity.loops;

import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.ExactPlasticKernel;
import org.ranvier.simulator.plastic.PlasticSynapses;

/** What the kernels of all rules in continuous time keep of their sources: exponential traces, then the values of transmission. */
abstract class ExactLoop implements ExactPlasticKernel {
  private final double[] tausMs;
  private final Transmission.InTime transmission;
  private final boolean spikeAtStart;
  private final double[] scratch;

  ExactLoop(double[] tausMs, Transmission.InTime transmission, boolean spikeAtStart) {
    this.tausMs = tausMs;
    this.transmission = transmission;
    this.spikeAtStart = spikeAtStart;
    scratch = new double[transmission.values()];
  }

  @Override
  public final int sourceValues() {
    return tausMs.length + transmission.values();
  }

  @Override
  public final double startSource(double[] values, int at) {
    transmission.start(values, at + tausMs.length);
    return spikeAtStart ? 0 : NEVER;
  }

  @Override
  public final void sourceFires(double[] values, int at, double intervalMs) {
    for (int k = 0; k < tausMs.length; k++) {
      values[at + k] = values[at + k] * Math.exp(-intervalMs / tausMs[k]) + 1;
    }
    transmission.fire(values, at + tausMs.length, intervalMs);
  }

  /** What decides whether synapses transmit, where chance does. */
  @Nullable ExactChance chance() {
    return null;
  }

  @Override
  public final void transmit(PlasticSynapses s, ExactEvent e, double[] delivered) {
    double gain = gain(e);
    ExactChance chance = chance();
    if (chance != null) {
      chance.begin(e);
    }
    for (int q = e.begin; q < e.end; q++) {
      double w = s.weight(q);
      delivered[q - e.begin] = chance == null ? w * gain : chance.transmits(s, q, gain) ? w : 0;
    }
  }

  /** The factor on the weights that transmission gives to this spike. */
  final double gain(ExactEvent event) {
    System.arraycopy(event.values, event.at + tausMs.length, scratch, 0, scratch.length);
    transmission.fire(scratch, 0, event.spike - event.previous);
    return transmission.factor(scratch, 0);
  }
}
