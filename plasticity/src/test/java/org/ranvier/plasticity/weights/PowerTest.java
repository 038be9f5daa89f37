package org.ranvier.plasticity.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class PowerTest {
  @Property
  void agreesWithTheMathematicalPower(@ForAll @DoubleRange(min = -3, max = 3) double p, @ForAll @DoubleRange(min = -30,
      max = 30) double log10) {
    double x = Math.pow(10, log10);
    double expected = StrictMath.pow(x, p);
    assertEquals(expected, new Power(p).of(x), 4e-15 * expected, () -> x + "^" + p);
  }

  @Property(tries = 200)
  void isMonotonicAcrossTheBordersOfItsTable(@ForAll @DoubleRange(min = 0.1, max = 0.9) double p) {
    var power = new Power(p);
    for (int k = 0; k <= 256; k++) {
      double border = 1 + k / 128.0;
      double below = power.of(Math.nextDown(border));
      assertEquals(power.of(border), below, 2e-15 * below);
    }
  }

  @Property(tries = 200)
  void weightsOfFourBytesHaveTheirDigits(@ForAll @DoubleRange(min = 0, max = 1.5) double p) {
    var power = new Power(p);
    for (float x = 1e-22f; x < 1e22f; x *= 1.37f) { // beyond the table on both sides
      double expected = StrictMath.pow(x, p);
      assertEquals(expected, power.of(x), 3e-7 * (1 + p) * expected, "" + x);
    }
    assertEquals((float) power.of(0.0), power.of(0f));
    assertEquals((float) power.of(0.0), power.of(-1f));
  }

  @Test
  void zeroAndNegativeNumbersGiveThePowerOfZero() {
    assertEquals(0, new Power(0.4).of(0));
    assertEquals(0, new Power(0.4).of(-1e-9));
    assertEquals(1, new Power(0).of(0));
    assertTrue(Double.isNaN(new Power(0.4).of(Double.NaN)));
  }
}
