package org.ranvier.plasticity.kinetics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

final class FlowTest {
  private static double afterUptake(double n0, double baseline, double rate, double half, double ms) {
    return baseline + Flow.of(new Clearance.MichaelisMenten(rate, half), baseline, ms, 0.5).of(n0 - baseline);
  }

  /** Runge–Kutta of order 8 on dn/dt = V·B/(K + B) - V·n/(K + n). */
  private static double integrated(double n0, double baseline, double rate, double half, double ms) {
    var equation =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return 1;
          }

          @Override
          public void computeDerivatives(double t, double[] n, double[] out) {
            out[0] = rate * baseline / (half + baseline) - rate * n[0] / (half + n[0]);
          }
        };
    double[] n = {n0};
    new DormandPrince853Integrator(1e-9, ms, 1e-14, 1e-13).integrate(equation, 0, n, ms, n);
    return n[0];
  }

  @Property(tries = 300)
  void saturableUptakeFollowsItsEquation(
      @ForAll @DoubleRange(min = 0, max = 1000) double n0,
      @ForAll @DoubleRange(min = 0, max = 50) double baseline,
      @ForAll @DoubleRange(min = 0.01, max = 5) double rate,
      @ForAll @DoubleRange(min = 1, max = 200) double half,
      @ForAll @DoubleRange(min = 0.05, max = 500) double ms) {
    double expected = integrated(n0, baseline, rate, half, ms);
    assertEquals(expected, afterUptake(n0, baseline, rate, half, ms), 1e-10 * (1 + expected));
  }

  /** Without a baseline, Schnell and Mendoza's formula with the function W itself. */
  @Property(tries = 300)
  void saturableUptakeIsTheClosedFormOfSchnellAndMendoza(
      @ForAll @DoubleRange(min = 0.001, max = 300) @Scale(3) double n0, @ForAll @DoubleRange(min = 0.05, max = 500) double ms) {
    double expected = 40 * LambertW.of(n0 / 40 * Math.exp((n0 - 0.8 * ms) / 40));
    assertEquals(expected, afterUptake(n0, 0, 0.8, 40, ms), 1e-12 * expected);
  }

  @Property(tries = 300)
  void twoTimesInARowAreTheirSum(
      @ForAll @DoubleRange(min = 0, max = 500) double n0,
      @ForAll @DoubleRange(min = 0.01, max = 100) double first,
      @ForAll @DoubleRange(min = 0.01, max = 100) double second) {
    double once = afterUptake(n0, 7, 0.5, 30, first + second);
    double twice = afterUptake(afterUptake(n0, 7, 0.5, 30, first), 7, 0.5, 30, second);
    assertEquals(once, twice, 1e-12 * Math.max(1, once));
  }

  @Property
  void whatIsFarAboveHalfSaturationFallsInAStraightLineAndWhatIsFarBelowExponentially(
      @ForAll @DoubleRange(min = 0.1, max = 50) double ms) {
    assertEquals(1e6 - 0.5 * ms, afterUptake(1e6, 0, 0.5, 1e-3, ms), 1e-6);
    assertEquals(1e-9 * Math.exp(-0.5 * ms / 10), afterUptake(1e-9, 0, 0.5, 10, ms), 1e-18);
  }

  @Test
  void whatIsAtTheBaselineStaysThereInEveryBit() {
    var clearances = new Clearance[] {new Clearance.None(), new Clearance.Exponential(20), new Clearance.MichaelisMenten(1, 5), new Clearance.Momentary()};
    for (Clearance clearance : clearances) {
      for (double ms : new double[] {0.01, 0.1, 10, 1000}) {
        assertEquals(0.0, Flow.of(clearance, 13, ms, 0.3).of(0));
      }
    }
  }

  @Property(tries = 300)
  void lambertsFunctionSolvesItsEquation(@ForAll @DoubleRange(min = -0.36787944, max = 1e6) @Scale(8) double x) {
    double w = LambertW.of(x);
    assertEquals(x, w * Math.exp(w), 2e-14 * Math.abs(x) * (1 + Math.abs(w)));
  }

  @Property(tries = 300)
  void lambertsFunctionOfAnExponentialNeedsNotForm(@ForAll @DoubleRange(min = -700, max = 1e9) double log) {
    double w = LambertW.ofExp(log);
    assertTrue(w > 0);
    assertEquals(log, w + Math.log(w), 4e-16 * (Math.abs(log) + w + 1));
  }

  @Test
  void lambertsFunctionHasItsKnownValues() {
    assertEquals(0.5671432904097838, LambertW.of(1), 1e-15);
    assertEquals(1, LambertW.of(Math.E), 1e-15);
    assertEquals(-1, LambertW.of(-Math.exp(-1)), 1e-7);
    assertEquals(-0.2591711018190738, LambertW.of(-0.2), 1e-15);
    assertEquals(0.0, LambertW.of(0));
  }
}
