package org.ranvier.plasticity.rules;

import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;

/** What a rule must not have, that its changes can be projected on factors: whatever looks at the weight of a single pair. */
final class Projectable {
  private Projectable() {}

  static void requireUnbounded(Bounds bounds, String rule, String where) {
    if (!bounds.equals(Bounds.NONE)) {
      throw new RanvierException(
          where + ": " + rule + " keeps the weight of each pair within [" + bounds.min() + ", " + bounds.max()
              + "], and a projection of low rank has no weights of pairs; add .bounds(Bounds.NONE)");
    }
  }

  static WeightDependence.Additive additive(WeightDependence dependence, String rule, String where) {
    if (dependence instanceof WeightDependence.Additive additive) {
      return additive;
    }
    throw new RanvierException(
        where + ": changes by " + rule + " depend on the weight of the pair (" + dependence.equations()
            + "), and a projection of low rank has no weights of pairs; add .dependence(WeightDependence.additive(…, …))");
  }
}
