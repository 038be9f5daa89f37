package org.ranvier.plasticity.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

/** The equations of the papers, written out. */
final class WeightDependenceTest {
  @Property(tries = 200)
  void dependencesAreThoseOfThePapers(@ForAll @DoubleRange(min = 0.01, max = 99) double w, @ForAll @DoubleRange(min = 0,
      max = 3) double x) {
    var additive = WeightDependence.additive(0.3, 0.4);
    assertEquals(w + 0.3 * x, additive.potentiated(w, x), 1e-12);
    assertEquals(w - 0.4 * x, additive.depressed(w, x), 1e-12);
    var soft = WeightDependence.multiplicative(0.01, 1.05, 100);
    assertEquals(w + 0.01 * (100 - w) * x, soft.potentiated(w, x), 1e-12);
    assertEquals(w - 0.01 * 1.05 * w * x, soft.depressed(w, x), 1e-12);
    var gutig = WeightDependence.gutig(0.01, 1.05, 0.4, 0.2, 100);
    assertEquals(w + 0.01 * 100 * Math.pow(1 - w / 100, 0.4) * x, gutig.potentiated(w, x), 1e-12);
    assertEquals(w - 0.01 * 1.05 * 100 * Math.pow(w / 100, 0.2) * x, gutig.depressed(w, x), 1e-12);
    var power = WeightDependence.powerLaw(0.1, 0.05, 0.4);
    assertEquals(w + 0.1 * Math.pow(w, 0.4) * x, power.potentiated(w, x), 1e-12);
    assertEquals(w - 0.1 * 0.05 * w * x, power.depressed(w, x), 1e-12);
    var rossum = WeightDependence.vanRossum(0.5, 0.02);
    assertEquals(w + 0.5 * x, rossum.potentiated(w, x), 1e-12);
    assertEquals(w - 0.02 * w * x, rossum.depressed(w, x), 1e-12);
    var log = WeightDependence.log(1, 0.5, 40, 50, 5);
    assertEquals(w + Math.exp(-w / 2000) * x, log.potentiated(w, x), 1e-12);
    assertEquals(w - 0.5 * (w <= 40 ? w / 40 : 1 + Math.log(1 + 5 * (w / 40 - 1)) / 5) * x, log.depressed(w, x), 1e-12);
  }

  @Test
  void gutigsRuleSpansFromAdditiveToMultiplicative() {
    assertEquals(WeightDependence.additive(1, 1.05).potentiated(30, 0.7), WeightDependence.gutig(0.01, 1.05, 0, 0,
        100).potentiated(30, 0.7), 1e-12);
    assertEquals(
        WeightDependence.multiplicative(0.01, 1.05, 100).depressed(30, 0.7), WeightDependence.gutig(0.01, 1.05, 1, 1,
            100).depressed(30, 0.7),
        1e-12);
  }

  @Property(tries = 200)
  void softBoundsArePynns(@ForAll @DoubleRange(min = 2, max = 100) double w, @ForAll @DoubleRange(min = 0, max = 3) double x) {
    var additive = WeightDependence.softBounds(0.3, 0.4, 0, 0, 2, 100);
    assertEquals(w + 0.3 * 100 * x, additive.potentiated(w, x), 1e-12);
    assertEquals(w - 0.4 * 100 * x, additive.depressed(w, x), 1e-12);
    var soft = WeightDependence.softBounds(0.3, 0.4, 1, 1, 2, 100);
    assertEquals(w + 0.3 * (100 - w) * x, soft.potentiated(w, x), 1e-12);
    assertEquals(w - 0.4 * (w - 2) * x, soft.depressed(w, x), 1e-12);
    var between = WeightDependence.softBounds(0.3, 0, 0.4, 0.2, 0, 100);
    assertEquals(WeightDependence.gutig(0.3, 0, 0.4, 0.2, 100).potentiated(w, x), between.potentiated(w, x), 1e-12);
    assertEquals(w, between.depressed(w, x));
  }

  @Test
  void boundsHold() {
    var rule = PairRule.hebbian(WeightDependence.additive(10, 10), Bounds.upTo(50));
    assertEquals(50, rule.atPost(45, 1));
    assertEquals(0, rule.atPre(5, 1));
    assertTrue(rule.keepsSign());
    var free = PairRule.hebbian(WeightDependence.additive(10, 10), Bounds.NONE);
    assertEquals(-5, free.atPre(5, 1));
    assertTrue(!free.keepsSign());
  }

  @Test
  void badParametersAreRefusedByName() {
    assertRefused("weight dependence: wMax = 0.0 must be above 0", () -> WeightDependence.multiplicative(0.1, 1, 0));
    assertRefused("weight dependence: mu = -0.1 must be 0 or above", () -> WeightDependence.powerLaw(0.1, 1, -0.1));
    assertRefused("weight dependence: lambda = NaN must be finite", () -> WeightDependence.gutig(Double.NaN, 1, 1, 1, 100));
    assertRefused(
        "weight dependence: wMax = 1.0 must be above wMin = 2.0, and that 0 or above", () -> WeightDependence.softBounds(1, 1, 0, 0, 2, 1));
    assertRefused("bounds of the weight: the least, 3.0, must be below the largest, 2.0", () -> new Bounds(3, 2));
  }

  private static void assertRefused(String message, Runnable description) {
    assertEquals(message, assertThrows(RanvierException.class, description::run).getMessage());
  }
}
