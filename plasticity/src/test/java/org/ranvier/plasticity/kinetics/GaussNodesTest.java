package org.ranvier.plasticity.kinetics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

final class GaussNodesTest {
  private static double over(double[] weights, double h, java.util.function.DoubleUnaryOperator f) {
    double sum = 0;
    for (int q = 0; q < GaussNodes.COUNT; q++) {
      sum += weights[q] * f.applyAsDouble(GaussNodes.at(q) * h);
    }
    return sum;
  }

  @Property
  void aDecayingCourseIsIntegratedToRoundingError(
      @ForAll @DoubleRange(min = 0.5, max = 1e4) double tau, @ForAll @DoubleRange(min = 0.5, max = 1e4) double course) {
    double h = 0.1;
    double rate = 1 / tau + 1 / course;
    double expected = -Math.expm1(-h * rate) / rate;
    assertEquals(expected, over(GaussNodes.discounting(h, tau), h, u -> Math.exp(-u / course)), (1e-14 + 1e-9 * Math.pow(h * rate, 8)) * expected);
  }

  @Property
  void productionThroughACubicIsFilteredExactly(
      @ForAll @DoubleRange(min = 0.5, max = 1e4) double tau, @ForAll @DoubleRange(min = 0.05, max = 1) double x) {
    double h = 0.1;
    double t = x * h;
    // p(u) = 2 + 3u: ∫ p(u) e^(-(t-u)/τ) du = τ·p(t) - 3τ² + (3τ² - 2τ)·e^(-t/τ)
    double expected = tau * (2 + 3 * t) - 3 * tau * tau + (3 * tau * tau - 2 * tau) * Math.exp(-t / tau);
    assertEquals(expected, over(GaussNodes.filtering(h, tau, x), h, u -> 2 + 3 * u), 5e-15 * tau * tau + 1e-12 * expected);
  }
}
