package org.ranvier.plasticity.eligibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulators.Diffusing;
import org.ranvier.plasticity.modulators.Drive;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.WellMixed;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;

final class ThirdFactorTest {
  private static final double H = 0.1;

  private static WellMixed signal(String name, double tau, boolean signed) {
    return new WellMixed(new ModulatorModel(name, "1", 0, new Clearance.Exponential(tau), signed), 1, H);
  }

  @Test
  void aSurpriseIsTheFastTraceLessTheSlowOne() {
    WellMixed event = signal("event", 5, false);
    WellMixed fast = signal("fast", 20, false);
    WellMixed slow = signal("slow", 2000, false);
    var toFast = new Drive(event, fast, new Response.Proportional(1), 1.0 / 20);
    var toSlow = new Drive(event, slow, new Response.Proportional(1), 1.0 / 2000);
    ThirdFactor surprise = ThirdFactor.of("fast").minus(ThirdFactor.of("slow")).positivePart().surprising(10);
    var integral = new ModulatedIntegral(surprise, Map.of("fast", fast, "slow", slow), 50, H, 2000);
    double[] effect = new double[1000];
    for (int k = 0; k < 200_000; k++) { // an event each 20 ms: in the end it is expected
      event.advance();
      toFast.apply();
      toSlow.apply();
      fast.advance();
      slow.advance();
      integral.advance();
      if (k % 200 == 199) {
        effect[k / 200] = integral.between(k - 199, k, 0);
        event.release(0, 1);
      }
    }
    assertEquals(0, effect[0]);
    assertTrue(effect[3] > 4 * effect[990], effect[3] + " then " + effect[990]);
    assertTrue(effect[3] < 20);
  }

  @Test
  void aRewardThatIsExpectedChangesNothingOnAverage() {
    WellMixed reward = signal("reward", 30, true);
    WellMixed expected = signal("expected", 3000, true);
    var tracking = new Drive(reward, expected, new Response.Proportional(1), 1.0 / 3000);
    var integral =
        new ModulatedIntegral(ThirdFactor.of("reward").minus(ThirdFactor.of("expected")), Map.of("reward", reward, "expected", expected), 300, H, 20_000);
    double first = 0;
    double last = 0;
    for (int k = 1; k <= 300_000; k++) {
      reward.advance();
      tracking.apply();
      expected.advance();
      integral.advance();
      if (k % 500 == 0) {
        reward.release(0, -1);
      }
      if (k == 10_000) {
        first = integral.between(0, k, 0);
      }
    }
    last = integral.between(290_000, 300_000, 0);
    assertTrue(first < -100, "first " + first);
    assertTrue(Math.abs(last) < 0.05 * Math.abs(first), "last " + last);
  }

  @Test
  void signsActApart() {
    WellMixed error = signal("error", 10, true);
    var up = new ModulatedIntegral(ThirdFactor.of("error").positivePart(), Map.of("error", error), 100, H, 100);
    var down = new ModulatedIntegral(ThirdFactor.of("error").negativePart(), Map.of("error", error), 100, H, 100);
    error.release(0, -2);
    for (int k = 0; k < 100; k++) {
      error.advance();
      up.advance();
      down.advance();
    }
    assertEquals(0.0, up.between(0, 100, 0));
    double rate = 1 / 10.0 + 1 / 100.0;
    assertEquals(2 * -Math.expm1(-10 * rate) / rate, down.between(0, 100, 0), 1e-13);
  }

  @Test
  void aThirdFactorReadsAsItsFormula() {
    assertEquals("(dopamine - 0.02)", ThirdFactor.of("dopamine").minus(0.02).toString());
    assertEquals("(a + -1·b)", ThirdFactor.of("a").minus(ThirdFactor.of("b")).toString());
    assertEquals("a·b", ThirdFactor.of("a").times(ThirdFactor.of("b")).toString());
    assertEquals(Set.of("a", "b"), ThirdFactor.of("a").times(ThirdFactor.of("b").minus(1).positivePart()).modulators());
  }

  @Test
  void thirdFactorsWithoutMeaningAreRefused() {
    WellMixed one = signal("dopamine", 10, false);
    assertRefused(
        () -> new ModulatedIntegral(ThirdFactor.of("dopamin"), Map.of("dopamine", one), 100, H, 100),
        "needs the modulator 'dopamin', which the network does not have; did you mean 'dopamine'?");
    assertRefused(() -> new ModulatedIntegral(ThirdFactor.of("dopamine"), Map.of("dopamine", one), 0, H, 100), "eligibility 0.0 ms");
    assertRefused(() -> ThirdFactor.of("dopamine").minus(Double.NaN), "offset NaN");
    assertRefused(() -> new Shape.Surprise(0), "steepness of a surprise 0.0");
    var lattice = new Lattice(new int[] {5}, new double[] {1}, new double[1], Boundary.REFLECTING);
    var model = new ModulatorModel("field", "1", 0, new Clearance.None(), false);
    var places = Map.of("field", new Diffusing(model, lattice, 0.1, H, 2), "other", new WellMixed(model, 3, H));
    assertRefused(
        () -> new ModulatedIntegral(ThirdFactor.of("field").times(ThirdFactor.of("other")), places, 100, H, 100), "different places");
    var integral = new ModulatedIntegral(ThirdFactor.of("dopamine"), Map.of("dopamine", one), 5, H, 20);
    for (int k = 0; k < 1000; k++) {
      integral.advance();
    }
    assertThrows(IllegalArgumentException.class, () -> integral.between(500, 1000, 0));
    assertThrows(IllegalArgumentException.class, () -> integral.between(990, 1001, 0));
  }

  private static void assertRefused(Executable work, String part) {
    String message = assertThrows(RanvierException.class, work).getMessage();
    assertTrue(message.contains(part), message);
  }
}
