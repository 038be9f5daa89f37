package org.ranvier.networks.building;

import java.util.List;
import org.ranvier.networks.plan.UpkeepPlan;

/** What is done at intervals, checked. */
public final class UpkeepRules {
  private UpkeepRules() {}

  /** Refuses what cannot be. */
  static void check(UpkeepPlan plan, NetworkIndex index, ParameterCourse parameters) {
    switch (plan) {
      case UpkeepPlan.Normalising n -> new NormalisingRule(n, index).check();
      case UpkeepPlan.Scaling s -> new ScalingRule(s, index).check();
      case UpkeepPlan.Adapting a -> new AdaptingRule(a, index).check(parameters);
      case UpkeepPlan.Rewiring r -> new RewiringRule(r, index).check();
    }
    RecorderSpecs.intervalSteps(plan.interval(), plan.where(), index.grid());
  }

  /** The names of the projections whose weights or synapses it changes. */
  public static List<String> changed(UpkeepPlan plan) {
    return switch (plan) {
      case UpkeepPlan.Normalising n -> n.projections();
      case UpkeepPlan.Scaling s -> s.projections();
      case UpkeepPlan.Adapting _ -> List.of();
      case UpkeepPlan.Rewiring r -> List.of(r.projection());
    };
  }

  /** The line of a description. */
  public static String text(UpkeepPlan plan, NetworkIndex index) {
    return plan instanceof UpkeepPlan.Adapting a ? new AdaptingRule(a, index).text() : plan.toString();
  }
}
