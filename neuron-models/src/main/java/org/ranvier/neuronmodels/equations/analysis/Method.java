package org.ranvier.neuronmodels.equations.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ways to carry equations that are not linear over a step. */
public enum Method {
  EXACT("by the propagator, without error"),
  EULER("forward Euler, order 1"),
  EULER_MARUYAMA("Euler–Maruyama, strong order 1/2 (1 for additive noise)"),
  EXPONENTIAL_EULER("exponential Euler, order 1, stable however stiff: each variable's own linear part exactly, the others as at the start of the step"),
  RK2("midpoint rule, order 2"),
  RK4("classical Runge–Kutta, order 4"),
  ADAPTIVE("Dormand–Prince 5(4) with a step of its own for each neuron"),
  UPDATE("the update statements");

  private final String words;

  Method(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** Its name in a model. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Method> named(String key) {
    return Arrays.stream(values()).filter(m -> m.key().equals(key)).findFirst();
  }

  /** What an author may name. */
  static List<String> keys() {
    return List.of(EXACT.key(), EULER.key(), EULER_MARUYAMA.key(), EXPONENTIAL_EULER.key(), RK2.key(), RK4.key(), ADAPTIVE.key());
  }
}
