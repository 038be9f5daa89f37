package org.ranvier.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The expected values are those of Java's own {@code Math.fma}, which is exact by its definition. */
final class FusedProperty {
  private static void same(double x, double y, double z) {
    double expected = Math.fma(x, y, z);
    double is = Fused.inSoftware(x, y, z);
    assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(is), () -> "fma(" + x + ", " + y + ", " + z + ") = " + expected + ", not " + is);
  }

  private static void same(float x, float y, float z) {
    float expected = Math.fma(x, y, z);
    float is = Fused.inSoftware(x, y, z);
    assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(is), () -> "fma(" + x + ", " + y + ", " + z + ") = " + expected + ", not " + is);
  }

  @Property(tries = 300)
  void equalsAllBitsOfJava(@ForAll double x, @ForAll double y, @ForAll double z) {
    same(x, y, z);
    same((float) x, (float) y, (float) z);
  }

  /** Values of few and of many bits, of exponents that meet, so that sums cancel, tie and underflow. */
  private static double value(SplittableRandom random, int exponent) {
    long bits = random.nextLong() >>> 12;
    switch (random.nextInt(4)) {
      case 0 -> bits &= -1L << random.nextInt(53);
      case 1 -> bits >>>= random.nextInt(53);
      default -> {}
    }
    double x = Math.scalb(Double.longBitsToDouble(bits & 0xFFFFFFFFFFFFFL | 0x3FF0000000000000L), exponent);
    return random.nextBoolean() ? x : -x;
  }

  @Property(tries = 300)
  void equalsThemWhereSumsCancelAndUnderflow(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    for (int k = 0; k < 300; k++) {
      int product = random.nextInt(-1200, 1060);
      int first = random.nextInt(Math.max(-1080, product - 1020), Math.min(1020, product + 1080));
      double x = value(random, first);
      double y = value(random, product - first);
      same(x, y, value(random, Math.clamp(product + random.nextInt(-120, 121), -1080, 1023)));
      same(x, y, -(x * y)); // what is left is the rounding of the product
      same(x, y, Math.nextUp(-(x * y)));
      same(x, y, 0.0);
      same(x, y, -0.0);
    }
  }

  @Property(tries = 300)
  void equalsThemInSinglePrecision(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    for (int k = 0; k < 300; k++) {
      int product = random.nextInt(-180, 130);
      int first = random.nextInt(Math.max(-150, product - 127), Math.min(127, product + 150));
      float x = (float) value(random, first);
      float y = (float) value(random, product - first);
      same(x, y, (float) value(random, Math.clamp(product + random.nextInt(-60, 61), -150, 127)));
      same(x, y, -(x * y));
    }
  }

  @Property(tries = 1)
  void equalsThemAtTheEnds() {
    double[] ends = {0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(Double.MIN_NORMAL), Double.MAX_VALUE,
      -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 0x1p-537, 0x1p-538, 0x1p600, 0x1p-500, Math.PI, 0x1p-1000};
    for (double x : ends) {
      for (double y : ends) {
        for (double z : ends) {
          same(x, y, z);
          same((float) x, (float) y, (float) z);
        }
      }
    }
  }
}
