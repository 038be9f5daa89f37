package org.ranvier.networks.running;

import org.ranvier.networks.building.NormalisingRule;
import org.ranvier.plasticity.homeostasis.Normalisation;

/** Normalises weights in each pause. */
final class NormalisingCourse implements Pauses.Act {
  private final NormalisingRule of;
  private final Normalisation rule;
  private final UpkeepSite site;

  NormalisingCourse(NormalisingRule of, UpkeepSite site) {
    this.of = of;
    rule = of.rule();
    this.site = site;
  }

  @Override
  public void after(long step) {
    rule.apply(site.parts(of.projections()), of.targets());
  }
}
