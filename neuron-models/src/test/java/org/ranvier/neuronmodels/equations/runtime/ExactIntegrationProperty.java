package org.ranvier.neuronmodels.equations.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/** The matrix exponential against a Runge–Kutta method of order 8 at a tolerance of 1e-13, and against arithmetic of 60 digits. */
class ExactIntegrationProperty {
  private static final MathContext DIGITS = new MathContext(60);

  /** By scaling, Taylor series and squaring. */
  private static BigDecimal[][] exact(double[][] a) {
    int n = a.length;
    BigDecimal[][] m = new BigDecimal[n][n];
    BigDecimal[][] sum = new BigDecimal[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i][j] = new BigDecimal(a[i][j]).divide(BigDecimal.valueOf(1L << 30), DIGITS);
        sum[i][j] = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
      }
    }
    BigDecimal[][] term = sum;
    for (int k = 1; k < 9; k++) {
      term = times(term, m, BigDecimal.valueOf(k));
      for (int i = 0; i < n; i++) {
        sum[i] = sum[i].clone();
        for (int j = 0; j < n; j++) {
          sum[i][j] = sum[i][j].add(term[i][j], DIGITS);
        }
      }
    }
    for (int k = 0; k < 30; k++) {
      sum = times(sum, sum, BigDecimal.ONE);
    }
    return sum;
  }

  private static BigDecimal[][] times(BigDecimal[][] a, BigDecimal[][] b, BigDecimal divisor) {
    int n = a.length;
    BigDecimal[][] product = new BigDecimal[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        BigDecimal x = BigDecimal.ZERO;
        for (int k = 0; k < n; k++) {
          if (a[i][k].signum() != 0 && b[k][j].signum() != 0) { // products of zeros gather digits after the point
            x = x.add(a[i][k].multiply(b[k][j], DIGITS), DIGITS);
          }
        }
        product[i][j] = x.divide(divisor, DIGITS);
      }
    }
    return product;
  }

  private static void compare(double[][] a, double odeTolerance) {
    int n = a.length;
    double[][] e = MatrixExponential.of(a);
    BigDecimal[][] exact = exact(a);
    double size = 0;
    for (BigDecimal[] row : exact) {
      for (BigDecimal x : row) {
        size = Math.max(size, Math.abs(x.doubleValue()));
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(exact[i][j].doubleValue(), e[i][j], 4e-14 * size, "element " + i + "," + j);
      }
    }
    var equations = new FirstOrderDifferentialEquations() {
      @Override
      public int getDimension() {
        return n;
      }

      @Override
      public void computeDerivatives(double t, double[] y, double[] f) {
        for (int i = 0; i < n; i++) {
          f[i] = 0;
          for (int j = 0; j < n; j++) {
            f[i] += a[i][j] * y[j];
          }
        }
      }
    };
    var integrator = new DormandPrince853Integrator(1e-12, 1, 1e-13, 1e-13);
    for (int j = 0; j < n; j++) {
      double[] y = new double[n];
      y[j] = 1;
      integrator.integrate(equations, 0, y, 1, y);
      for (int i = 0; i < n; i++) {
        assertEquals(y[i], e[i][j], odeTolerance * Math.max(1, Math.abs(y[i])), "element " + i + "," + j);
      }
    }
  }

  @Property(tries = 60)
  void randomSystems(@ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = random.nextGaussian();
      }
    }
    compare(a, 1e-11);
  }

  @Property(tries = 40)
  void stiffCascades(@ForAll Random random, @ForAll @IntRange(min = 2, max = 5) int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = -Math.pow(10, random.nextDouble(-4, 2.3)); // steps over time constants from 1/200 to 10,000
      if (i > 0) {
        a[i - 1][i] = random.nextGaussian();
      }
    }
    compare(a, 1e-10); // errors of many short steps add up in the other method
  }

  @Property(tries = 40)
  void equalAndNearlyEqualTimeConstants(@ForAll Random random, @ForAll @IntRange(min = 2, max = 5) int n) {
    double[][] a = new double[n][n];
    double rate = -Math.pow(10, random.nextDouble(-3, 1));
    for (int i = 0; i < n; i++) {
      a[i][i] = rate * (1 + (random.nextBoolean() ? 0 : random.nextGaussian() * Math.pow(10, -random.nextInt(4, 16))));
      if (i > 0) {
        a[i - 1][i] = 1; // a Jordan block, or nearly
      }
    }
    compare(a, 1e-11);
  }

  @Property(tries = 40)
  void singularSystemsWithConstantsAndUnitsOfAllSizes(@ForAll Random random) {
    double c = Math.pow(10, random.nextDouble(-4, 4));
    double[][] a = {{-0.01, 1 / c, 1 / c, 0.7}, {0, -0.05, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};
    compare(a, 1e-11);
  }
}
