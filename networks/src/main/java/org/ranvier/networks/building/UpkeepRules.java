package org.ranvier.networks.building;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

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

  static List<Connection> connections(List<String> projections, NetworkIndex index) {
    return projections.stream().map(index::connection).toList();
  }

  /** Refuses projections that end at different populations. */
  public static void requireOneTarget(String what, List<Connection> projections) {
    if (projections.isEmpty()) {
      throw new RanvierException(what + ": name at least one projection");
    }
    Connection first = projections.getFirst();
    for (Connection p : projections) {
      if (!p.target().isOfSamePopulation(first.target())) {
        throw new RanvierException(
            what + ": " + p.where() + " ends at population '" + p.target().population().name() + "', and " + first.where() + " at '"
                + first.target().population().name() + "'; only weights of the same neurons are counted together");
      }
    }
  }

  /** Refuses projections whose weights stay as they are: they would become plastic without a word, and cost what plastic ones do. */
  static void requireChanging(List<Connection> projections, String where) {
    for (Connection p : projections) {
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

  /** The line of a description. */
  public static String text(UpkeepPlan plan, NetworkIndex index) {
    return plan instanceof UpkeepPlan.Adapting a ? new AdaptingRule(a, index).text() : plan.toString();
  }
}
