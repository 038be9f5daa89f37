package org.ranvier.networks.running;

import java.util.List;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.UpkeepRules;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.teaching.ReadoutField;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
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
    if (of.isEmpty()) {
      throw new RanvierException(
          "no projection of network '" + index.plan().name() + "' learns by this " + rule.name() + "; its rules are "
              + plastic().stream().map(p -> p.learning().name() + " (" + p.name() + ")").toList()
              + ": give the very rule that .plastic(…) was given, or the projection");
    }
    of.forEach(p -> set(p, frozen));
  }

  public void set(int readoutField, boolean frozen) {
    engine.changeField(readoutField, f -> ((ReadoutField) f).halt(frozen));
  }

  public void setAll(boolean frozen, int firstReadoutField) {
    plastic().forEach(p -> set(p, frozen));
    for (int k = 0; k < index.plan().readouts().size(); k++) {
      set(firstReadoutField + k, frozen);
    }
    upkeep = frozen;
  }

  public boolean isFrozen(Connection projection) {
    return weights.isHalted(projection);
  }

  public boolean isFrozen(int readoutField) {
    return ((ReadoutField) engine.field(readoutField)).isHalted();
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
