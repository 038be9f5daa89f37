package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.eligibility.ModulatedIntegral;
import org.ranvier.simulator.time.TimeGrid;

/**
 * An {@link EligibilityTrace} in continuous time, with the integral of its third factor.
 *
 * @param places where the local targets find the third factor: one value where all do at the same place
 * @param atPost factor of what a post-synaptic spike does
 * @param atPre factor of what a pre-synaptic spike does
 */
record ExactTrace(ModulatedIntegral integral, int[] places, double gain, double atPost, double atPre) {
  static ExactTrace of(EligibilityTrace trace, ModulatedIntegral integral, int[] places, TimeGrid grid) {
    double whole = trace.whole(grid);
    return new ExactTrace(integral, places, trace.gain(), trace.potentiation() * whole, trace.depression() * whole);
  }

  /** What a trace that was {@code c} at {@code from} has done to the weight by {@code to}, in ms, at a local target. */
  double change(double c, double from, double to, int i) {
    return c * gain * integral.betweenMs(from, to, places[places.length == 1 ? 0 : i]);
  }

  /** What is left of 1 after a time in ms. */
  double left(double ms) {
    return Math.exp(-ms / integral.tauMs());
  }
}
