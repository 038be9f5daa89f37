package org.ranvier.networks.building;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** What upkeep asks of the projections whose weights it changes. */
public final class ChangedWeights {
  private ChangedWeights() {}

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
}
