package org.ranvier.networks.running;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.UpkeepRules;
import org.ranvier.networks.plan.FactorLearningPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.fields.LearningField;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;

/** What of a simulation learns at present, and what is frozen. */
public final class Freezing implements Stateful {
  private final NetworkIndex index;
  private final Engine engine;
  private final PlasticWeights weights;
  private boolean upkeep; // all that is done at intervals, whatever it changes

  public Freezing(NetworkIndex index, Engine engine, PlasticWeights weights) {
    this.index = index;
    this.engine = engine;
    this.weights = weights;
  }

  public void set(Connection projection, boolean frozen) {
    weights.halt(projection, frozen);
  }

  public void set(LearningRule rule, boolean frozen) {
    List<Connection> of = plastic().stream().filter(p -> p.learning().equals(rule)).toList();
    int[] factors = lowRanks(p -> p.rule().equals(rule)).toArray();
    if (of.isEmpty() && factors.length == 0) {
      Stream<String> lowRanks = index.plan().lowRank().stream().flatMap(l -> Stream.ofNullable(l.plasticity()).map(p -> p.rule().name() + " (" + l.name() + ")"));
      throw new RanvierException(
          "no projection of network '" + index.plan().name() + "' learns by this " + rule.name() + "; its rules are "
              + Stream.concat(plastic().stream().map(p -> p.learning().name() + " (" + p.name() + ")"), lowRanks).toList()
              + ": give the very rule that .plastic(…) was given, or the projection");
    }
    of.forEach(p -> set(p, frozen));
    Arrays.stream(factors).forEach(field -> set(field, frozen));
  }

  public void set(int field, boolean frozen) {
    engine.changeField(field, f -> ((LearningField) f).halt(frozen));
  }

  public void setAll(boolean frozen) {
    plastic().forEach(p -> set(p, frozen));
    for (int k = 0; k < index.plan().readouts().size(); k++) {
      set(firstReadout() + k, frozen);
    }
    lowRanks(p -> true).forEach(field -> set(field, frozen));
    upkeep = frozen;
  }

  /** Halts what begins so. */
  public void begin() {
    index.plan().projections().stream().filter(ProjectionPlan::frozen).forEach(p -> set(index.connection(p), true));
    lowRanks(FactorLearningPlan::frozen).forEach(field -> set(field, true));
  }

  private int firstReadout() {
    return index.plan().modulators().isEmpty() ? 0 : 1;
  }

  /** The fields of the projections of low rank that learn so. */
  private IntStream lowRanks(Predicate<FactorLearningPlan> how) {
    int first = firstReadout() + index.plan().readouts().size();
    return IntStream.range(0, index.plan().lowRank().size()).filter(k -> Stream.ofNullable(index.plan().lowRank().get(k).plasticity()).anyMatch(how)).map(k -> first + k);
  }

  public boolean isFrozen(Connection projection) {
    return weights.isHalted(projection);
  }

  public boolean isFrozen(int field) {
    return ((LearningField) engine.field(field)).isHalted();
  }

  /** What is done at an interval pauses while any of the weights that it changes is frozen. */
  public Pauses.Act unlessFrozen(UpkeepPlan of, Pauses.Act act) {
    List<Connection> changed = UpkeepRules.changed(of).stream().map(index::connection).toList();
    return step -> {
      if (!upkeep && changed.stream().noneMatch(weights::isHalted)) {
        act.after(step);
      }
    };
  }

  private List<Connection> plastic() {
    return index.plan().projections().stream().filter(ProjectionPlan::isPlastic).map(index::connection).toList();
  }

  @Override
  public void state(StatePort port) {
    upkeep = port.common("upkeep frozen", "1", upkeep ? 1 : 0) == 1;
  }
}
