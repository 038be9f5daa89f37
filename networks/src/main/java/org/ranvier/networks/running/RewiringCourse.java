package org.ranvier.networks.running;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Rewiring;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.RewiringRule;
import org.ranvier.networks.connect.Sprouts;
import org.ranvier.networks.values.Sampler;
import org.ranvier.plasticity.structure.Ends;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.Turnover;
import org.ranvier.plasticity.structure.WiringChange;
import org.ranvier.simulator.plastic.NewSynapses;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** Lets synapses go and others grow in each pause. */
final class RewiringCourse implements Pauses.Act {
  private final Connection projection;
  private final UpkeepSite site;
  private final WiringPlan wiring;
  private final Ends ends;
  private final PlasticProjection spec;
  private final @Nullable Sampler weights; // of new synapses, where they have some of their own

  private RewiringCourse(RewiringRule of, WiringPlan wiring, UpkeepSite site) {
    projection = of.projection();
    this.site = site;
    this.wiring = wiring;
    boolean same = projection.source().isOfSamePopulation(projection.target());
    ends = new Ends(
        projection.source().set().toArray(), projection.target().set().toArray(), of.plan().autapses() || !same, of.plan().multapses());
    spec = site.weights().spec(projection);
    weights = of.ownWeights();
  }

  static RewiringCourse begin(RewiringRule of, UpkeepSite site) {
    GrowthCurve axonal = of.plan().growingOrNothing().axonal();
    GrowthCurve dendritic = of.plan().growingOrNothing().dendritic();
    if (axonal != null && dendritic != null) {
      return new RewiringCourse(of, new ElementGrowth(of, axonal, dendritic, site), site);
    }
    Turnover rule = of.turnover();
    return new RewiringCourse(of, (step, table, ends, random) -> rule.change(table, ends, random), site);
  }

  @Override
  public void after(long step) {
    long key = RandomKey.of(site.seed(), "projection", projection.name(), "rewiring", Long.toString(step));
    SynapseTable table = site.weights().stored(projection);
    WiringChange change = wiring.change(step, table, ends, new RandomStream(key));
    if (!change.isEmpty()) {
      NewSynapses grown = Sprouts.draw(spec.generator(), weights, change.sources(), change.targets(), key);
      table.rewire(change.pruned(), grown);
      site.engine().recount();
    }
    double ms = site.index().grid().toMs(step);
    site.turns().add(new Rewiring.Turn(projection.name(), ms, change.pruned().cardinality(), change.sources().length));
  }
}
