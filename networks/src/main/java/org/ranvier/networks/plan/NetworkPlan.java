package org.ranvier.networks.plan;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.TimeRounding;

/**
 * A network as data.
 *
 * @param resolution length of a step
 * @param roundTimes what is done with given times that lie between two steps; null: they are refused
 */
public record NetworkPlan(
    String name,
    Quantity<Time> resolution,
    @Nullable TimeRounding roundTimes,
    List<PopulationPlan> populations,
    List<ProjectionPlan> projections,
    List<PoissonPlan> poisson,
    List<CurrentPlan> currents,
    List<NoisePlan> noises,
    List<LowRankPlan> lowRank,
    List<NeuromodulatorPlan> modulators,
    List<NeuroreceptorPlan> receptors,
    List<ReadoutPlan> readouts,
    List<UpkeepPlan> upkeep,
    List<ChangePlan> changes,
    List<RecorderPlan> recorders) {
  public NetworkPlan {
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    poisson = List.copyOf(poisson);
    currents = List.copyOf(currents);
    noises = List.copyOf(noises);
    lowRank = List.copyOf(lowRank);
    modulators = List.copyOf(modulators);
    receptors = List.copyOf(receptors);
    readouts = List.copyOf(readouts);
    upkeep = List.copyOf(upkeep);
    changes = List.copyOf(changes);
    recorders = List.copyOf(recorders);
  }

  /** The same without what never changes a spike: recorders, and whether synapses are stored. */
  public NetworkPlan ofSpikes() {
    return new NetworkPlan(
        name, resolution, roundTimes, populations, projections.stream().map(ProjectionPlan::stored).toList(),
        poisson, currents, noises, lowRank, modulators, receptors, readouts, upkeep, changes, List.of());
  }
}
