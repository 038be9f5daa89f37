package org.ranvier.neuronmodels.equations.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VectorMathTest {
  private static final MathContext DIGITS = new MathContext(40);

  /** {@code e^x} by its series, after halving {@code x} until it is small. */
  private static BigDecimal exact(double x) {
    BigDecimal y = new BigDecimal(x).divide(BigDecimal.valueOf(1 << 12), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 30; k++) {
      term = term.multiply(y).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term);
    }
    for (int k = 0; k < 12; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  private static double ulps(double found, BigDecimal exact) {
    double nearest = exact.doubleValue();
    return exact.subtract(new BigDecimal(found)).abs().divide(new BigDecimal(Math.ulp(nearest)), DIGITS).doubleValue();
  }

  private static double[] samples() {
    var random = new SplittableRandom(3);
    double[] x = new double[6000];
    for (int i = 0; i < x.length; i++) {
      x[i] = switch (i % 3) {
        case 0 -> random.nextDouble(-1, 1);
        case 1 -> random.nextDouble(-50, 50);
        default -> random.nextDouble(-690, 690);
      };
    }
    return x;
  }

  @Test
  void expIsWithinOneAndAHalfUlps() {
    double[] x = samples();
    double[] e = x.clone();
    VectorMath.exp(e, new double[x.length], 0, x.length);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, ulps(e[i], exact(x[i])));
    }
    assertTrue(worst < 1.5, "worst error " + worst + " ulps");
  }

  @Test
  void exprelIsWithinSixUlpsAndOneAtZero() {
    double[] x = samples();
    x[0] = 0;
    x[1] = -0.0;
    x[2] = 1e-300;
    x[3] = -1e-300;
    x[4] = 1e-17;
    x[5] = -0x1p-1000;
    double[] e = x.clone();
    VectorMath.exprel(e, new double[x.length], new double[x.length], 0, x.length);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      if (i < 6) {
        assertEquals(1, e[i], "at " + x[i]);
      } else {
        BigDecimal exact = exact(x[i]).subtract(BigDecimal.ONE).divide(new BigDecimal(x[i]), DIGITS);
        worst = Math.max(worst, ulps(e[i], exact));
      }
    }
    assertTrue(worst < 6, "worst error " + worst + " ulps");
  }

  @Test
  void largeArgumentsStayFinite() {
    double[] x = {1e4, -1e4, 709, -709};
    VectorMath.exp(x, new double[4], 0, 4);
    for (double e : x) {
      assertTrue(e > 0 && Double.isFinite(e));
    }
  }

  @Test
  void normalNumbersHaveTheRightQuantiles() {
    assertEquals(0, Gaussian.quantile(0.5));
    assertEquals(-1.9599639845400545, Gaussian.quantile(0.025), 1e-14);
    assertEquals(4.753424308822899, Gaussian.quantile(1 - 1e-6), 1e-9);
    assertEquals(-8.222082216130436, Gaussian.quantile(1e-16), 1e-12);
  }
}
