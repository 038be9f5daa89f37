package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * An eligibility trace {@code c} of a synapse and what it does: {@code dc/dt = -c/τ}, {@code dw/dt = gain·f·c} with a third factor
 * {@code f}. A pairing that would change a two-factor rule's weight by {@code Δ} changes {@code c} by {@code potentiation·Δ} if it comes at a
 * post-synaptic spike, and by {@code depression·Δ} if at a pre-synaptic one.
 *
 * @param tauMs {@code τ}; 0 for eligibility that lasts for the one step that follows, at the whole of {@code c}, which then is a change per
 *     ms
 * @param potentiation share of what post-synaptic spikes do
 * @param depression share of what pre-synaptic spikes do
 */
public record EligibilityTrace(double tauMs, double potentiation, double depression, double gain, ThirdFactor factor) {
  public EligibilityTrace {
    if (!(tauMs >= 0 && tauMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(
          "three-factor rule: time constant of the eligibility " + TimeGrid.trim(tauMs) + " ms must be above 0; 1000 ms is usual");
    }
    if (!(Double.isFinite(potentiation) && Double.isFinite(depression) && Double.isFinite(gain))) {
      throw new RanvierException(
          "three-factor rule: shares " + potentiation + " and " + depression + " and gain " + gain + " of the eligibility must be finite");
    }
  }

  /** Of eligibility that shall last one step, {@code e^-40} is left after it. */
  private static final double STEPS_IN_TAU = 1.0 / 40;

  /** The time constant on a grid, also of eligibility that lasts one step. */
  public double lastingMs(TimeGrid grid) {
    return tauMs > 0 ? tauMs : grid.resolutionMs() * STEPS_IN_TAU;
  }

  /** A factor of what is written into eligibility that is gone after a step, so that its integral is 1. */
  public double whole(TimeGrid grid) {
    return tauMs > 0 ? 1 : 1 / lastingMs(grid);
  }

  /** One trace for pairings of both kinds. */
  public static EligibilityTrace of(double tauMs, ThirdFactor factor) {
    return new EligibilityTrace(tauMs, 1, 1, 1, factor);
  }

  @Override
  public String toString() {
    String of = potentiation == depression ? "" : depression == 0 ? " of potentiation" : potentiation == 0 ? " of depression" : " of " + potentiation + "/" + depression;
    return "eligibility" + of + " with tau_c = " + TimeGrid.trim(tauMs) + " ms, dw/dt = " + (gain == 1 ? "" : TimeGrid.trim(gain) + "·") + factor + "·c";
  }
}
