package org.ranvier.plasticity.lowrank;

import java.util.List;
import org.ranvier.plasticity.modulation.Acting;

/**
 * How a projection of low rank learns.
 *
 * @param keepsNorms whether the norm of each mode's factors stays what it was
 * @param target index of the target population, whose spikes are heard too
 * @param sources which neurons of the source population belong to the projection
 * @param targets which neurons of the target population do
 * @param gains {@code s_k} without modulators
 * @param acting receptors of modulators that act on the gains, for each mode; each at one place
 */
public record FactorPlasticity(
    FactorRule rule, FactorSide side, boolean keepsNorms, int target, boolean[] sources, boolean[] targets, double[] gains, List<List<Acting>> acting) {
  public FactorPlasticity {
    sources = sources.clone();
    targets = targets.clone();
    gains = gains.clone();
    acting = acting.stream().map(List::copyOf).toList();
  }
}
