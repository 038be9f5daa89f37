package org.ranvier.plasticity.modulators;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A store that release empties and that fills again: {@code dR/dt = (1 - R)/τ}; a release finds {@code R}, sets {@code R·amount} free and
 * leaves {@code (1 - fraction)·R}. Each neuron has a store of its own, a source of volleys one store.
 *
 * @param fraction of the store that one release takes, above 0 and at most 1
 * @param recoveryMs {@code τ}, above 0
 */
public record Depletion(double fraction, double recoveryMs) {
  public Depletion {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new RanvierException("fraction of the store that a release takes, " + fraction + ", must be above 0 and at most 1");
    }
    if (!(recoveryMs > 0 && Double.isFinite(recoveryMs))) {
      throw new RanvierException("recovery of the store, " + recoveryMs + " ms, must be above 0 and finite");
    }
  }

  /** What fills a store of {@code level} in {@code ms}. */
  double after(double level, double ms) {
    return 1 - (1 - level) * Math.exp(-ms / recoveryMs);
  }

  @Override
  public String toString() {
    return "each taking " + TimeGrid.trim(fraction) + " of a store that recovers with " + TimeGrid.trim(recoveryMs) + " ms";
  }
}
