package org.ranvier.networks.running;

import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.RewiringRule;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.plasticity.homeostasis.RateEstimate;
import org.ranvier.plasticity.structure.ElementMatching;
import org.ranvier.plasticity.structure.Elements;
import org.ranvier.plasticity.structure.Ends;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.WiringChange;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.random.RandomStream;

/** The synaptic elements of a projection's neurons as they grow and shrink with the neurons' rates, and what they make of its wiring. */
final class ElementGrowth implements WiringPlan {
  private final SynapticElements elements;
  private final RateEstimate sources;
  private final RateEstimate targets;
  private final double intervalMs;

  ElementGrowth(RewiringRule of, GrowthCurve axonal, GrowthCurve dendritic, UpkeepSite site) {
    Connection projection = of.projection();
    PopulationPlan from = projection.source().population();
    PopulationPlan to = projection.target().population();
    double tau = of.averagingMs();
    intervalMs = site.intervalMs(of.plan());
    sources = site.rates(from, tau, 0);
    targets = site.rates(to, tau, 0);
    SynapseTable table = site.weights().stored(projection);
    double vacant = of.plan().growingOrNothing().vacantElements();
    elements = new SynapticElements(new Elements(axonal, degrees(table.sources(), from), vacant), new Elements(dendritic, degrees(table.targets(), to), vacant));
    site.elements().put(projection.name(), elements);
    site.owners().add(elements.axonal());
    site.owners().add(elements.dendritic());
  }

  @Override
  public WiringChange change(long step, SynapseTable table, Ends ends, RandomStream random) {
    elements.axonal().grow(sources.integrals(step), intervalMs);
    elements.dendritic().grow(targets.integrals(step), intervalMs);
    return ElementMatching.change(table, ends, elements.axonal(), elements.dendritic(), random);
  }

  private static int[] degrees(int[] ends, PopulationPlan population) {
    int[] degree = new int[population.size()];
    for (int i : ends) {
      degree[i]++;
    }
    return degree;
  }
}
