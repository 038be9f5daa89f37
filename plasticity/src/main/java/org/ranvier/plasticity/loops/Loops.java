package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.CalciumCourse;
import org.ranvier.simulator.plastic.PlasticRule;

/** Rules as the engine sees them. */
public final class Loops {
  private Loops() {}

  /** Weights that do not change. */
  public static PlasticRule unchanging(Transmission transmission) {
    return new StaticLoop.Rule(transmission);
  }

  /**
   * Weights that follow the calcium, which rises by these amounts at spikes of either side.
   *
   * @param preDelayMs from a pre-synaptic spike to its calcium
   */
  public static PlasticRule calcium(double jumpPre, double jumpPost, double preDelayMs, CalciumCourse.Parameters parameters,
      Transmission transmission) {
    return new CalciumLoop.Rule(jumpPre, jumpPost, preDelayMs, parameters, transmission);
  }
}
