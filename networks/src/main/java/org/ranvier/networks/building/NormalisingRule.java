package org.ranvier.networks.building;

import java.util.List;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.Normalisation;
import org.ranvier.simulator.RanvierException;

/**
 * The normalisation of weights of projections that end at the same neurons.
 *
 * @param projections whose weights are counted together
 */
public record NormalisingRule(UpkeepPlan.Normalising plan, List<Connection> projections) {
  public NormalisingRule(UpkeepPlan.Normalising plan, NetworkIndex index) {
    this(plan, ChangedWeights.connections(plan.projections(), index));
  }

  /** How many neurons have the weights. */
  public int targets() {
    return projections.getFirst().target().population().size();
  }

  /** What is done to them. */
  public Normalisation rule() {
    String where = plan.where();
    if (plan.value() == null) {
      throw new RanvierException(where + " has no norm; add .sum(pA(1000)) or .euclidean(pA(100))");
    }
    String unit = projections.getFirst().receptorUnit();
    for (Connection p : projections) {
      if (!p.receptorUnit().equals(unit)) {
        throw new RanvierException(
            where + ": weights in " + unit + " and in " + p.receptorUnit() + " cannot be added; normalise them apart");
      }
    }
    return new Normalisation(plan.norm(), Units.in(Units.unit(unit), plan.value(), where + ": norm"), plan.part());
  }

  void check() {
    projections.forEach(p -> p.requireGrid(plan.where()));
    ChangedWeights.requireChanging(projections, plan.where());
    rule();
  }
}
