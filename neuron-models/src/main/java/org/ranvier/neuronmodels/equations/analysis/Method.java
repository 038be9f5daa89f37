package org.ranvier.neuronmodels.equations.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ways to carry equations that are not linear over a step. */
public enum Method {
  EXACT(0, "by the propagator, without error"),
  EULER(1, "forward Euler, order 1"),
  EULER_MARUYAMA(0, "Euler–Maruyama, strong order 1/2 (1 for additive noise)"),
  EXPONENTIAL_EULER(
      1,
      "exponential Euler, order 1, stable however stiff: each variable's own linear part exactly, the others as at the start of the step"),
  EXPONENTIAL_STAGGERED(
      2,
      "staggered exponential Euler, order 2: each variable's own linear part exactly; all but the first variable stand half a step ahead of it,"
          + " so that each sees the others as in the middle of its step"),
  RK2(2, "midpoint rule, order 2"),
  RK4(4, "classical Runge–Kutta, order 4"),
  ADAPTIVE(5, "Dormand–Prince 5(4) with a step of its own for each neuron"),
  UPDATE(1, "the update statements");

  private final int order;
  private final String words;

  Method(int order, String words) {
    this.order = order;
    this.words = words;
  }

  /** The power of the step with which its error falls; 0 where there is none. That of update statements is taken to be 1. */
  public int order() {
    return order;
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
    return List.of(
        EXACT.key(), EULER.key(), EULER_MARUYAMA.key(), EXPONENTIAL_EULER.key(), EXPONENTIAL_STAGGERED.key(), RK2.key(), RK4.key(), ADAPTIVE.key());
  }
}
