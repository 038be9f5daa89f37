package org.ranvier.simulator.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All state variables of one kernel, each declared once. Initial values, recording, changes during a run, checkpoints and
 * {@code describe} go through this list.
 */
public final class State {
  private final int paddedSize;
  private final List<StateVariable> variables = new ArrayList<>();
  private final List<StateVariable> kept = new ArrayList<>();

  /**
   * @param paddedSize length of each variable's array
   */
  public State(int paddedSize) {
    this.paddedSize = paddedSize;
  }

  /** Declares a variable and returns its array, filled with {@code initial}. */
  public double[] declare(String name, String unit, String meaning, double initial) {
    if (find(name).isPresent()) {
      throw new IllegalStateException("state variable " + name + " is declared twice");
    }
    double[] values = new double[paddedSize];
    Arrays.fill(values, initial);
    variables.add(new StateVariable(name, unit, meaning, values));
    return values;
  }

  public List<StateVariable> variables() {
    return Collections.unmodifiableList(variables);
  }

  /**
   * Values that a kernel keeps from one step to the next but that are no variables: nobody records or sets them. Those of this name, or new ones,
   * filled with {@code initial}.
   */
  public double[] keep(String name, String unit, String meaning, double initial) {
    for (StateVariable k : kept) {
      if (k.name().equals(name)) {
        return k.values();
      }
    }
    double[] values = new double[paddedSize];
    Arrays.fill(values, initial);
    kept.add(new StateVariable(name, unit, meaning, values));
    return values;
  }

  /** Lists all variables, and what is kept besides. */
  public void list(StatePort port) {
    variables.forEach(v -> port.perNeuron(v.name(), v.unit(), v.values()));
    kept.forEach(v -> port.perNeuron(v.name(), v.unit(), v.values()));
  }

  public Optional<StateVariable> find(String name) {
    return variables.stream().filter(v -> v.name().equals(name)).findFirst();
  }
}
