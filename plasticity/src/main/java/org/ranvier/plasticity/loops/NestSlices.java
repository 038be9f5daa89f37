package org.ranvier.plasticity.loops;

import org.ranvier.simulator.RanvierException;

/**
 * The order in which NEST's {@code stdp_dopamine_synapse} learns of spikes. NEST advances in slices of the shortest delay, and at their
 * ends (or those of every few) its volume transmitter brings all synapses up to date, before they have seen the pre-synaptic spikes of that
 * very slice; for these it then goes back in time, but from the dopamine of the end, and with the pairings of post-synaptic spikes that came
 * meanwhile, which are counted again later.
 *
 * @param tauNMs time constant of the dopamine, which must be released by spikes and decay exponentially
 * @param sliceMs length of a slice: the shortest delay in the network
 * @param interval slices after which the synapses are brought up to date
 */
public record NestSlices(double tauNMs, double sliceMs, int interval) {
  public NestSlices {
    if (!(tauNMs > 0 && sliceMs > 0 && interval > 0 && Double.isFinite(tauNMs + sliceMs))) {
      throw new RanvierException(
          "NEST's order of events: tau_n " + tauNMs + " ms, slice " + sliceMs + " ms and interval " + interval + " must be above 0");
    }
  }
}
