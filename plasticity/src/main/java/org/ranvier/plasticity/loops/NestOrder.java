package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.eligibility.ModulatedIntegral;
import org.ranvier.simulator.time.TimeGrid;

/**
 * {@link NestSlices} on a grid. Steps are those at which spikes reach a synapse.
 *
 * <p>After a pre-synaptic spike the synapse takes the dopamine up to the end of the spike's slice for that of the end, gone back in time:
 * {@code n(t) = n(end)·e^((end - t)/τ_n)}.
 */
final class NestOrder {
  private final ModulatedIntegral integral;
  private final double stepMs;
  private final double tauC;
  private final double tauN;
  private final double tauS;
  private final int slice;
  private final int interval;

  NestOrder(NestSlices slices, ModulatedIntegral integral, TimeGrid grid) {
    this.integral = integral;
    stepMs = grid.resolutionMs();
    tauC = integral.tauMs();
    tauN = slices.tauNMs();
    tauS = 1 / (1 / tauC + 1 / tauN);
    slice = grid.delaySteps(slices.sliceMs(), "slice of NEST's order of events");
    interval = slices.interval();
  }

  /** The slice in which a step lies, which is after its begin. */
  int slice(int step) {
    return -Math.floorDiv(-step, slice);
  }

  /** The end of the step's slice if the synapses are brought up to date then, otherwise the step itself. */
  int updated(int step) {
    int s = slice(step);
    return s % interval == 0 ? s * slice : step;
  }

  /** Whether the dopamine of a step is known. It is not where a weight is read before a slice, or when it ends; then events act in the order of time. */
  boolean knows(int step) {
    return step < integral.now();
  }

  /** The integral from {@code from} to {@code to} as NEST sees it between spikes of the source. */
  double between(int from, int to, int end, int place) {
    if (from >= end || !knows(end)) {
      return integral.between(from, to, place);
    }
    if (to <= end) {
      return extrapolated(from, to, end, place);
    }
    return extrapolated(from, end, end, place) + Math.exp(-(end - from) * stepMs / tauC) * integral.between(end, to, place);
  }

  /** The integral with the dopamine of {@code end}, gone back in time; {@code end} is over. */
  double extrapolated(int from, int to, int end, int place) {
    double aStep = -tauS * Math.expm1(-stepMs / tauS);
    double constant = -tauC * Math.expm1(-stepMs / tauC);
    double n = (integral.between(end, end + 1L, place) - integral.rest() * constant) / aStep;
    double before = n * Math.exp((end - from) * stepMs / tauN);
    double ms = (to - from) * stepMs;
    return -before * tauS * Math.expm1(-ms / tauS) - integral.rest() * tauC * Math.expm1(-ms / tauC);
  }
}
