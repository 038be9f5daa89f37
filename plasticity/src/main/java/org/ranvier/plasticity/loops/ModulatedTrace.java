package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.eligibility.ModulatedIntegral;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.time.TimeGrid;

/**
 * An {@link EligibilityTrace} on a grid, with the integral of its third factor.
 *
 * @param places where the local targets find the third factor: one value where all do at the same place
 * @param atPost factor of what a post-synaptic spike does
 * @param atPre factor of what a pre-synaptic spike does
 */
record ModulatedTrace(ModulatedIntegral integral, int[] places, Decay decay, double gain, double atPost, double atPre) {
  static ModulatedTrace of(EligibilityTrace trace, ModulatedIntegral integral, int[] places, TimeGrid grid) {
    double whole = trace.whole(grid);
    return new ModulatedTrace(
        integral, places, Decay.of(trace.lastingMs(grid), grid), trace.gain(), trace.potentiation() * whole, trace.depression() * whole);
  }

  /** Where a local target finds the third factor. */
  int place(int i) {
    return places[places.length == 1 ? 0 : i];
  }

  /** What a trace that was {@code c} at step {@code from} has done to the weight by step {@code to}, at a local target. */
  double change(double c, int from, int to, int i) {
    return c * gain * integral.between(from, to, place(i));
  }
}
