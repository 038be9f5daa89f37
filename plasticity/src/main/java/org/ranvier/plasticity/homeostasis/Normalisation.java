package org.ranvier.plasticity.homeostasis;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticPart;

/**
 * Scales all weights of a neuron so that a norm of them approaches a value, keeping their proportions and signs:
 *
 * <pre>{@code w ← w·(1 + part·(value/‖w‖ - 1))}</pre>
 *
 * <p>A neuron whose weights are all 0 keeps them.
 *
 * @param norm ‖w‖
 * @param value what the norm becomes, in the unit of the weights
 * @param part of the way that is gone each time, 1 for all of it
 */
public record Normalisation(Norm norm, double value, double part) {
  /** What is made of a neuron's weights. */
  public enum Norm {
    /** {@code Σ|w|}. */
    SUM,
    /** {@code √Σw²}. */
    EUCLIDEAN
  }

  public Normalisation {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(
          "normalisation of weights: a norm of " + value + " must be above 0; it is of magnitudes, so weights below 0 stay below 0");
    }
    if (!(part > 0 && part <= 1)) {
      throw new RanvierException("normalisation of weights: a part of " + part + " of the way must be above 0 and at most 1");
    }
  }

  /**
   * Scales weights.
   *
   * @param parts of all projections whose weights are counted together
   * @param targets size of the population that they end at
   */
  public void apply(List<PlasticPart> parts, int targets) {
    double[] factor = new double[targets];
    for (PlasticPart p : parts) { // those of one target are in an order that the network fixes
      p.forEachWeight((source, delay, target, w) -> factor[target] += norm == Norm.SUM ? Math.abs(w) : w * w);
    }
    for (int i = 0; i < targets; i++) {
      double norm = this.norm == Norm.SUM ? factor[i] : Math.sqrt(factor[i]);
      factor[i] = norm > 0 ? 1 + part * (value / norm - 1) : 1;
    }
    parts.forEach(p -> p.change((source, delay, target, w) -> w * factor[target]));
  }

  @Override
  public String toString() {
    return (norm == Norm.SUM ? "Σ|w|" : "√Σw²") + " → " + value + (part < 1 ? ", by a part of " + part : "");
  }
}
