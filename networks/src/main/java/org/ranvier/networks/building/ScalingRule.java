package org.ranvier.networks.building;

import java.util.List;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.RateScaling;
import org.ranvier.simulator.RanvierException;

/**
 * The synaptic scaling of projections that end at the same neurons.
 *
 * @param projections whose weights are scaled
 */
public record ScalingRule(UpkeepPlan.Scaling plan, List<Connection> projections) {
  public ScalingRule(UpkeepPlan.Scaling plan, NetworkIndex index) {
    this(plan, ChangedWeights.connections(plan.projections(), index));
  }

  /** The neurons that have the weights. */
  public PopulationPlan targets() {
    return projections.getFirst().target().population();
  }

  /** The rule of a projection, in the unit of its weights. */
  public RateScaling rule(Connection projection) {
    String where = plan.where();
    if (plan.rate() == null) {
      throw new RanvierException(where + " has no target; add .toRate(Hz(5))");
    }
    String of = projections.size() == 1 ? "" : ", " + projection.name();
    double most =
        plan.largest() == null
            ? Double.POSITIVE_INFINITY
            : Units.in(Units.unit(projection.receptorUnit()), plan.largest(), where + of + ": the largest weight");
    return new RateScaling(Units.in(Units.HERTZ, plan.rate(), where + ": target"), plan.strength(), plan.integral(), most);
  }

  /** The time constant of the rate in ms. */
  public double averagingMs() {
    return ChangedWeights.positiveMs(plan.averaging(), plan.where() + ": time of averaging");
  }

  void check() {
    projections.forEach(p -> p.requireGrid(plan.where()));
    ChangedWeights.requireChanging(projections, plan.where());
    projections.forEach(this::rule);
    averagingMs();
  }
}
