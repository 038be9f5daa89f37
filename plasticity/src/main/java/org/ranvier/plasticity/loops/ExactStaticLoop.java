package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.ExactEvent;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.PlasticSynapses;

/** Delivers weights that do not change, times the factor of transmission, in continuous time. */
final class ExactStaticLoop extends ExactLoop {
  private final boolean random;
  private final ExactChance chance;

  ExactStaticLoop(Transmission.InTime transmission, boolean random, ExactChance chance) {
    super(new double[0], transmission, false);
    this.random = random;
    this.chance = chance;
  }

  /** There is nothing to halt. */
  @Override
  public boolean heeds(Halts halts) {
    return true;
  }

  @Override
  public void deliver(PlasticSynapses s, ExactEvent e, double[] delivered) {
    double gain = gain(e);
    if (random) {
      chance.begin(e);
    }
    for (int q = e.begin; q < e.end; q++) {
      delivered[q - e.begin] = random ? (chance.transmits(s, q, gain) ? s.weight(q) : 0) : s.weight(q) * gain;
    }
  }

  @Override
  public void catchUp(PlasticSynapses synapses, ExactEvent event, double untilMs) {}
}
