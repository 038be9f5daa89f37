package org.ranvier.networks.running;

import java.util.List;
import org.ranvier.networks.building.ScalingRule;
import org.ranvier.plasticity.homeostasis.RateEstimate;
import org.ranvier.plasticity.homeostasis.RateScaling;

/** Scales weights in each pause by the rates since the one before. */
final class ScalingCourse implements Pauses.Act {
  private final ScalingRule of;
  private final List<RateScaling> rules; // of the projections
  private final UpkeepSite site;
  private final RateEstimate rates;
  private final RateScaling.Course course;
  private final double intervalMs;

  ScalingCourse(ScalingRule of, UpkeepSite site) {
    this.of = of;
    this.site = site;
    rules = of.projections().stream().map(of::rule).toList();
    rates = site.rates(of.targets(), of.averagingMs(), rules.getFirst().targetHz());
    course = rules.getFirst().begin(of.targets().size()); // they differ in the unit of the bound alone
    site.owners().add(course);
    intervalMs = site.intervalMs(of.plan());
  }

  @Override
  public void after(long step) {
    double[] factors = course.factors(rates.integrals(step), intervalMs);
    for (int k = 0; k < rules.size(); k++) {
      rules.get(k).apply(site.parts(of.projections().subList(k, k + 1)), factors);
    }
  }
}
