package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.Halts;
import org.ranvier.simulator.plastic.Synapses;
import org.ranvier.simulator.plastic.TimedEvent;

/** Delivers weights that do not change, times the factor of transmission, in continuous time. */
final class TimedStaticLoop extends TimedLoop {
  private final boolean random;
  private final TimedChance chance;

  TimedStaticLoop(Transmission.InTime transmission, boolean random, TimedChance chance) {
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
  public void deliver(Synapses s, TimedEvent e, double[] delivered) {
    double gain = gain(e);
    if (random) {
      chance.begin(e);
    }
    for (int q = e.begin; q < e.end; q++) {
      delivered[q - e.begin] = random ? (chance.transmits(s, q, gain) ? s.weight(q) : 0) : s.weight(q) * gain;
    }
  }

  @Override
  public void catchUp(Synapses synapses, TimedEvent event, double untilMs) {}
}
