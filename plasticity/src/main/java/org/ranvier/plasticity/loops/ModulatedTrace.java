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
  /** Of eligibility that shall last one step, {@code e^-40} is left after it. */
  private static final double STEPS_IN_TAU = 1.0 / 40;

  static double tauMs(EligibilityTrace trace, TimeGrid grid) {
    return trace.tauMs() > 0 ? trace.tauMs() : grid.resolutionMs() * STEPS_IN_TAU;
  }

  /** A factor of what is written into eligibility that is gone after a step, so that its integral is 1. */
  static double whole(EligibilityTrace trace, TimeGrid grid) {
    return trace.tauMs() > 0 ? 1 : 1 / tauMs(trace, grid);
  }

  static ModulatedTrace of(EligibilityTrace trace, ModulatedIntegral integral, int[] places, TimeGrid grid) {
    double whole = whole(trace, grid);
    return new ModulatedTrace(
        integral, places, Decay.of(tauMs(trace, grid), grid), trace.gain(), trace.potentiation() * whole, trace.depression() * whole);
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
