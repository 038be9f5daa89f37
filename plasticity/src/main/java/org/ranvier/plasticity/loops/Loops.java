package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.PlasticRule;

/** Rules as the engine sees them. */
public final class Loops {
  private Loops() {}

  /** Weights that do not change. */
  public static PlasticRule unchanging(Transmission transmission) {
    return new StaticLoop.Rule(transmission);
  }
}
