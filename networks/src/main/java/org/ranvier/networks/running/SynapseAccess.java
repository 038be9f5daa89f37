package org.ranvier.networks.running;

import org.ranvier.networks.Weights;
import org.ranvier.networks.building.ConductanceSigns;
import org.ranvier.networks.building.Connection;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** The synapses of all projections, whether a rule changes them or not. */
public final class SynapseAccess {
  private final PlasticWeights plastic;
  private final StaticWeights fixed;

  public SynapseAccess(PlasticWeights plastic, StaticWeights fixed) {
    this.plastic = plastic;
    this.fixed = fixed;
  }

  /** A variable of all synapses. */
  public Weights read(Connection projection, String variable) {
    if (projection.isPlastic()) {
      return plastic.read(projection, variable);
    }
    if (!variable.equals("weight")) {
      throw new RanvierException(
          projection.where() + " is not plastic, so all that its synapses have is a weight, not '" + variable + "'; make it plastic with .plastic(…)");
    }
    return fixed.read(projection);
  }

  /** Sets the weights. */
  public void write(Connection projection, double[] weights) {
    if (projection.isPlastic()) {
      plastic.write(projection, weights);
    } else {
      ConductanceSigns signs = projection.signs();
      for (int k = 0; k < weights.length; k++) {
        requireFinite(projection, weights[k], k);
        signs.check(weights[k]);
      }
      fixed.write(projection, weights);
    }
  }

  private static void requireFinite(Connection projection, double weight, int k) {
    if (!Double.isFinite(weight)) {
      throw new RanvierException(projection.where() + ": weight " + weight + " of synapse " + k + " must be finite");
    }
  }

  /** Visits all synapses; where {@code changes}, what the visitor returns are the weights from now on. */
  public void visit(Connection projection, boolean changes, SynapseVisitor visitor) {
    if (!projection.isPlastic()) {
      fixed.visit(projection, changes, visitor);
      return;
    }
    Weights w = plastic.read(projection, "weight");
    double[] after = new double[w.size()];
    for (int k = 0; k < after.length; k++) {
      after[k] = visitor.visit(w.sources()[k], w.targets()[k], w.delaysMs()[k], w.values()[k]);
    }
    if (changes) {
      plastic.write(projection, after);
    }
  }

  /** Multiplies the weights of each target by a factor of its own. */
  public void scale(Connection projection, double[] factors) {
    if (projection.isPlastic()) {
      plastic.scale(projection, factors);
      return;
    }
    PlasticWeights.checkFactors(projection, factors);
    visit(projection, true, (source, target, delayMs, weight) -> weight * factors[target]);
  }

  /** Scales the weights of each target so that they add up to {@code sum}; a target whose weights are all 0 keeps them. */
  public void normalise(Connection projection, double sum) {
    double[] sums = read(projection, "weight").sumByTarget(projection.target().population().size());
    scale(projection, PlasticWeights.factors(projection, sums, sum));
  }
}
