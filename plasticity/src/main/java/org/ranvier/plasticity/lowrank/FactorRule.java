package org.ranvier.plasticity.lowrank;

import java.util.List;
import org.ranvier.plasticity.loops.EligibilityTrace;

/**
 * A rule of pairs of spikes whose changes do not depend on the weight, so that they can be projected on factors: the weight of a pair changes by {@code atPost·x_j} at a
 * spike of the target {@code i}, and by {@code atPre·y_i + alone} at one of the source {@code j}. {@code x} and {@code y} are traces of both sides' spikes, of
 * which those that came strictly before count.
 *
 * @param atPost factor of the pre-synaptic trace
 * @param atPre factor of the post-synaptic trace, below 0 where it depresses
 * @param alone change at each spike of the source, whatever the target did
 * @param plusMs time constant of {@code x}
 * @param minusMs time constant of {@code y}
 * @param traces eligibilities that gather these changes; none: they are made at once
 */
public record FactorRule(double atPost, double atPre, double alone, double plusMs, double minusMs, List<EligibilityTrace> traces) {
  public FactorRule {
    traces = List.copyOf(traces);
  }
}
