package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.eligibility.ModulatedIntegral;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.time.TimeGrid;

/**
 * An {@link EligibilityTrace} on a grid, with the integral of its third factor.
 *
 * @param atPost factor of what a post-synaptic spike does
 * @param atPre factor of what a pre-synaptic spike does
 */
record ModulatedTrace(ModulatedIntegral integral, Decay decay, double gain, double atPost, double atPre) {
  /** Of eligibility that shall last one step, {@code e^-40} is left after it. */
  private static final double STEPS_IN_TAU = 1.0 / 40;

  static double tauMs(EligibilityTrace trace, TimeGrid grid) {
    return trace.tauMs() > 0 ? trace.tauMs() : grid.resolutionMs() * STEPS_IN_TAU;
  }

  static ModulatedTrace of(EligibilityTrace trace, ModulatedIntegral integral, TimeGrid grid) {
    double tau = tauMs(trace, grid);
    double whole = trace.tauMs() > 0 ? 1 : 1 / tau; // so that its integral over the step is 1
    return new ModulatedTrace(
        integral, Decay.of(tau, grid), trace.gain(), trace.potentiation() * whole, trace.depression() * whole);
  }

  /** What a trace that was {@code c} at step {@code from} has done to the weight by step {@code to}. */
  double change(double c, int from, int to, int place) {
    return c * gain * integral.between(from, to, place);
  }
}
