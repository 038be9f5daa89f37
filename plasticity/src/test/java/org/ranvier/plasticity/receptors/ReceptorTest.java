package org.ranvier.plasticity.receptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.RanvierException;

final class ReceptorTest {
  @Property
  void hillCurvesRiseFromNoneToFullAndAreHalfAtTheirEc50(
      @ForAll @DoubleRange(min = 1e-3, max = 1e4) @Scale(3) double ec50,
      @ForAll @DoubleRange(min = 0.2, max = 8) double coefficient,
      @ForAll @DoubleRange(min = 0, max = 1e5) double n,
      @ForAll @DoubleRange(min = 0, max = 1e5) double more) {
    var curve = new Response.Hill(ec50, coefficient);
    assertEquals(0.5, curve.at(ec50));
    assertEquals(0.0, curve.at(0));
    assertEquals(0.0, curve.at(-1));
    assertEquals(1, curve.at(Double.MAX_VALUE), 1e-9);
    assertTrue(curve.at(n + more) >= curve.at(n));
    assertTrue(curve.at(n) >= 0 && curve.at(n) <= 1);
  }

  @Test
  void aHigherCoefficientIsSteeperAtTheEc50() {
    double slope = (new Response.Hill(10, 3).at(10.001) - new Response.Hill(10, 3).at(9.999)) / 0.002;
    assertEquals(3 / (4 * 10.0), slope, 1e-6); // h/(4·EC50)
  }

  @Test
  void anInvertedURisesAndFalls() {
    var u = new Response.InvertedU(new Response.Hill(10, 2), new Response.Hill(100, 2));
    assertTrue(u.at(30) > u.at(3));
    assertTrue(u.at(30) > u.at(1000));
  }

  @Property
  void bindingFollowsMassActionAndEndsOnTheCurve(
      @ForAll @DoubleRange(min = 0, max = 500) double n, @ForAll @DoubleRange(min = 0, max = 1) double start) {
    var receptor = new ReceptorModel(new Response.Hill(40, 2), new ReceptorKinetics.Binding(0.02));
    double euler = start;
    int steps = 20_000;
    for (int k = 0; k < steps; k++) {
      euler += 30.0 / steps * 0.02 * (Math.pow(n / 40, 2) * (1 - euler) - euler);
    }
    assertEquals(euler, receptor.after(start, n, 30), 2e-3);
    assertEquals(new Response.Hill(40, 2).at(n), receptor.after(start, n, 1e5), 1e-12);
    double halves = receptor.after(receptor.after(start, n, 10), n, 20);
    assertEquals(halves, receptor.after(start, n, 30), 1e-14);
  }

  @Test
  void cascadesRiseAndFallWithTheirOwnTimeConstants() {
    var receptor = new ReceptorModel(new Response.Hill(1, 1), new ReceptorKinetics.Cascade(10, 100));
    assertEquals(0.5 * (1 - Math.exp(-1)), receptor.after(0, 1, 10), 1e-15);
    assertEquals(0.5 * Math.exp(-1), receptor.after(0.5, 0, 100), 1e-15);
    assertEquals(0.5, receptor.after(0.5, 1, 7));
  }

  @Test
  void effectsScaleShiftAndInterpolate() {
    assertEquals(15, new Effect.Scaled(0.5).of(10, 1));
    assertEquals(10, new Effect.Scaled(0.5).of(10, 0));
    assertEquals(7, new Effect.Shifted(-6).of(10, 0.5));
    assertEquals(5, new Effect.Between(0, 1).of(10, 0.5));
  }

  @Test
  void receptorsWithoutMeaningAreRefused() {
    assertRefused(() -> new Response.Hill(0, 1), "EC50 0.0 must be above 0");
    assertRefused(() -> new Response.Hill(1, -2), "Hill coefficient -2.0");
    assertRefused(() -> new ReceptorKinetics.Binding(0), "rate of unbinding 0.0");
    assertRefused(() -> new ReceptorKinetics.Cascade(-1, 1), "time constant of activation -1.0");
    assertRefused(() -> new ReceptorModel(new Response.Proportional(1), new ReceptorKinetics.Binding(1)), "use a Hill curve");
    assertRefused(() -> new Response.InvertedU(new Response.Hill(10, 1), new Response.Hill(5, 1)), "must be above that of its rise, 10");
    assertRefused(() -> new Effect.Scaled(Double.NaN), "strength NaN");
    assertRefused(() -> new Response.Proportional(Double.NaN), "slope of a response NaN");
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable work, String part) {
    String message = assertThrows(RanvierException.class, work).getMessage();
    assertTrue(message.contains(part), message);
  }
}
