package org.ranvier.networks;

import java.util.Arrays;
import java.util.List;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.teaching.ReadoutField;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.Stateful;

/** What of a simulation learns at present, and what is frozen. */
final class Freezing implements Stateful {
  private final Network network;
  private final Engine engine;
  private final PlasticWeights weights;
  private boolean upkeep; // all that is done at intervals, whatever it changes

  Freezing(Network network, Engine engine, PlasticWeights weights) {
    this.network = network;
    this.engine = engine;
    this.weights = weights;
  }

  void set(Projection projection, boolean frozen) {
    network.requireMember(projection);
    weights.halt(projection, frozen);
  }

  void set(LearningRule rule, boolean frozen) {
    List<Projection> of = plastic().stream().filter(p -> p.plasticity().rule().equals(rule)).toList();
    if (of.isEmpty()) {
      throw new RanvierException(
          "no projection of network '" + network.name() + "' learns by this " + rule.name() + "; its rules are "
              + plastic().stream().map(p -> p.plasticity().rule().name() + " (" + p.name() + ")").toList()
              + ": give the very rule that .plastic(…) was given, or the projection");
    }
    of.forEach(p -> set(p, frozen));
  }

  void set(int readoutField, boolean frozen) {
    engine.changeField(readoutField, f -> ((ReadoutField) f).halt(frozen));
  }

  void setAll(boolean frozen, int firstReadoutField) {
    plastic().forEach(p -> set(p, frozen));
    for (int k = 0; k < network.readouts().size(); k++) {
      set(firstReadoutField + k, frozen);
    }
    upkeep = frozen;
  }

  boolean isFrozen(Projection projection) {
    network.requireMember(projection);
    return weights.isHalted(projection);
  }

  boolean isFrozen(int readoutField) {
    return ((ReadoutField) engine.field(readoutField)).isHalted();
  }

  /** What is done at an interval pauses while any of the weights that it changes is frozen. */
  Pauses.Act unlessFrozen(Upkeep of, Pauses.Act act) {
    return step -> {
      if (!upkeep && Arrays.stream(of.changed()).noneMatch(weights::isHalted)) {
        act.after(step);
      }
    };
  }

  private List<Projection> plastic() {
    return network.projections().stream().filter(Projection::isPlastic).toList();
  }

  @Override
  public void state(StatePort port) {
    upkeep = port.common("upkeep frozen", "1", upkeep ? 1 : 0) == 1;
  }
}
