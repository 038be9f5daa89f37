package org.ranvier.networks;

import java.util.List;
import java.util.Map;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.RateEstimate;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.state.Stateful;
import org.ranvier.simulator.time.TimeGrid;

/** What keeps a network in shape, at an interval of its own. */
sealed interface Upkeep permits WeightNormalisation, SynapticScaling, IntrinsicPlasticity, Rewiring {
  /** It as data. */
  UpkeepPlan plan();

  /** Names it in messages. */
  String where();

  Quantity<Time> interval();

  /** The projections whose weights or synapses it changes. */
  Projection[] changed();

  /** Refuses what cannot be. */
  void check(ParameterCourse parameters);

  /** What is done in each pause. */
  Pauses.Act begin(Site site);

  default long intervalSteps(TimeGrid grid) {
    String what = where() + ": interval";
    long steps = grid.steps(Units.in(Units.MILLISECOND, interval(), what), what, 1, "");
    if (steps < 1) {
      throw new RanvierException(
          what + " " + Units.text(interval()) + " must be at least the resolution " + TimeGrid.trim(grid.resolutionMs()) + " ms");
    }
    return steps;
  }

  /**
   * A simulation, as upkeep sees it.
   *
   * @param owners of what upkeep keeps from one pause to the next, in the order in which they begin
   */
  record Site(Engine engine, TimeGrid grid, long seed, PlasticWeights weights, List<Rewiring.Turn> turns,
      Map<Projection, Rewiring.SynapticElements> elements, List<Stateful> owners) {
    int index(Population population) {
      return engine.populations().stream().map(PopulationRange::name).toList().indexOf(population.name());
    }

    /** The rates of a population, from the target on. */
    RateEstimate rates(Population population, double tauMs, double beginHz) {
      PopulationRange range = engine.populations().get(index(population));
      var estimate = new RateEstimate(range.firstId(), range.size(), tauMs, beginHz / 1000, grid);
      engine.addListener(estimate);
      owners.add(estimate);
      return estimate;
    }

    List<PlasticPart> parts(List<Projection> projections) {
      return projections.stream().flatMap(p -> weights.parts(p).stream()).toList();
    }
  }

  /** Refuses projections that are not of this network, or end at different populations. */
  static List<Projection> incoming(Network network, String what, Projection... projections) {
    network.requireOpen();
    if (projections.length == 0) {
      throw new RanvierException(what + ": name at least one projection");
    }
    Population target = projections[0].target().population();
    for (Projection p : projections) {
      network.requireMember(p);
      if (p.target().population() != target) {
        throw new RanvierException(
            what + ": " + p.where() + " ends at population '" + p.target().population().name() + "', and " + projections[0].where() + " at '"
                + target.name() + "'; only weights of the same neurons are counted together");
      }
    }
    return List.of(projections);
  }

  /** Refuses projections whose weights stay as they are: they would become plastic without a word, and cost what plastic ones do. */
  static void requireChanging(List<Projection> projections, String where) {
    for (Projection p : projections) {
      if (!p.isPlastic()) {
        throw new RanvierException(
            where + ": the weights of " + p.where() + " stay as they are; add .plastic(LearningRule.none()) to it, so that they can change without a learning rule");
      }
    }
  }

  static double positiveMs(Quantity<Time> time, String what) {
    double ms = Units.in(Units.MILLISECOND, time, what);
    if (!(ms > 0)) {
      throw new RanvierException(what + " " + Units.text(time) + " must be above 0");
    }
    return ms;
  }
}
