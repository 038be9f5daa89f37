package org.ranvier.neuronmodels.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

/** The function behind decaying conductances, against forms that it has for some arguments, and against its integral. */
final class LeakShareTest {
  private static final double STEP = 1.0 / 64;

  private static void assertClose(double expected, double found, String what) {
    assertEquals(expected, found, 5e-15 * expected, what);
  }

  @Test
  void halfOrderIsAnErrorFunction() {
    for (double x : new double[] {1e-12, 1e-5, 0.01, 0.3, 0.99, 1, 1.5, 2}) {
      double expected = 1 - Math.sqrt(Math.PI * x) * Math.exp(x) * Erf.erfc(Math.sqrt(x));
      assertEquals(expected, LeakShare.of(0.5, x), 2e-14, "x = " + x); // the library's erfc is good to 1e-14
    }
  }

  /** At 1 it is 1 less Gompertz's constant, e·E₁(1) = 0.596347362323194074. */
  @Test
  void firstOrderIsAnExponentialIntegral() {
    assertClose(0.403652637676805926, LeakShare.of(1, 1), "x = 1");
    for (double x : new double[] {0.05, 0.5, 0.9, 1}) {
      assertClose(firstOrder(x), LeakShare.of(1, x), "x = " + x);
    }
  }

  /** {@code H_1 = 1 - x·e^x·E₁(x)}, with the series of {@code E₁} summed in 40 digits. */
  private static double firstOrder(double x) {
    var digits = new MathContext(40);
    var at = new BigDecimal(x);
    BigDecimal sum = new BigDecimal("-0.5772156649015328606065120900824024310422").subtract(new BigDecimal(Math.log(x)));
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 60; k++) {
      term = term.multiply(at, digits).negate().divide(BigDecimal.valueOf(k), digits);
      sum = sum.subtract(term.divide(BigDecimal.valueOf(k), digits));
    }
    return 1 - x * Math.exp(x) * sum.doubleValue();
  }

  /** Where one method ends and the next begins nothing jumps. */
  @Property(tries = 300)
  void bothMethodsAgreeWhereTheyMeet(@ForAll long seed) {
    double r = order(new Random(seed));
    double below = LeakShare.of(r, 1 - 1e-9);
    double at = LeakShare.of(r, 1);
    double slope = (r + 1) * at - r;
    assertEquals(at - 1e-9 * slope, below, 4e-14 * at + 1e-17, "r = " + r); // the series loses a digit there
  }

  /** {@code H = ∫₀¹ e^(-x·(v^(-1/r) - 1)) dv}, with {@code v = e^(-r·s)}. */
  @Property(tries = 200)
  void itIsItsIntegral(@ForAll long seed) {
    var random = new Random(seed);
    double r = order(random);
    double x = Math.exp(-9 + 14 * random.nextDouble());
    double sum = 0;
    // s = e^(y - e^-y): the integrand vanishes at both ends with all its derivatives, so the trapezoidal rule is exact to rounding
    for (double y = -4; y < 8; y += STEP) {
      double s = Math.exp(y - Math.exp(-y));
      double ds = s * (1 + Math.exp(-y));
      sum += r * Math.exp(-r * s - x * Math.expm1(s)) * ds;
    }
    assertEquals(sum * STEP, LeakShare.of(r, x), 1e-13 * LeakShare.of(r, x), "r = " + r + ", x = " + x);
  }

  /** Integers and their neighbours among them, where the gamma function is singular. */
  private static double order(Random random) {
    int n = 1 + random.nextInt(6);
    return switch (random.nextInt(4)) {
      case 0 -> n;
      case 1 -> n * (1 + 1e-9 * random.nextGaussian());
      case 2 -> 0.005 + random.nextDouble();
      default -> 20 * random.nextDouble() + 0.01;
    };
  }
}
