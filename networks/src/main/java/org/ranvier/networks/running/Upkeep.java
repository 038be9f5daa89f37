package org.ranvier.networks.running;

import org.ranvier.networks.building.AdaptingRule;
import org.ranvier.networks.building.NormalisingRule;
import org.ranvier.networks.building.RewiringRule;
import org.ranvier.networks.building.ScalingRule;
import org.ranvier.networks.plan.UpkeepPlan;

/** What keeps a network in shape, as a run goes on. */
public final class Upkeep {
  private Upkeep() {}

  /** What is done in each pause. */
  public static Pauses.Act begin(UpkeepPlan plan, UpkeepSite site) {
    return switch (plan) {
      case UpkeepPlan.Normalising n -> new NormalisingCourse(new NormalisingRule(n, site.index()), site);
      case UpkeepPlan.Scaling s -> new ScalingCourse(new ScalingRule(s, site.index()), site);
      case UpkeepPlan.Adapting a -> new AdaptingCourse(new AdaptingRule(a, site.index()), site);
      case UpkeepPlan.Rewiring r -> RewiringCourse.begin(new RewiringRule(r, site.index()), site);
    };
  }
}
