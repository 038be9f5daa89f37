package org.ranvier.networks.running;

import java.util.List;
import java.util.Map;
import org.ranvier.networks.Rewiring;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.RecorderSpecs;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.plasticity.homeostasis.RateEstimate;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.state.Stateful;

/**
 * A simulation, as what is done at intervals sees it.
 *
 * @param turns what rewiring has done
 * @param elements of projections that have any, by their names
 * @param owners of what is kept from one pause to the next, in the order in which they begin
 */
public record UpkeepSite(
    Engine engine, NetworkIndex index, long seed, PlasticWeights weights, List<Rewiring.Turn> turns, Map<String, SynapticElements> elements,
    List<Stateful> owners) {
  /** The rates of a population, from the target on. */
  RateEstimate rates(PopulationPlan population, double tauMs, double beginHz) {
    PopulationRange range = engine.populations().get(index.index(population.name()));
    var estimate = new RateEstimate(range.firstId(), range.size(), tauMs, beginHz / 1000, index.grid());
    engine.addListener(estimate);
    owners.add(estimate);
    return estimate;
  }

  List<PlasticPart> parts(List<Connection> projections) {
    return projections.stream().flatMap(p -> weights.parts(p).stream()).toList();
  }

  /** The time between two pauses in ms. */
  double intervalMs(UpkeepPlan plan) {
    return index.grid().toMs(RecorderSpecs.intervalSteps(plan.interval(), plan.where(), index.grid()));
  }
}
