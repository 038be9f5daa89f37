package org.ranvier.simulator.kernel;

/**
 * {@code x·y + z}, rounded once, on processors that cannot do it too. Java's {@code Math.fma} is one instruction where the processor has
 * it (x86-64 since 2013, all of AArch64), and otherwise arithmetic with decimal numbers of any length, some hundred times as slow as all
 * that is done here; the results are the same to the last bit.
 *
 * <p>The product is split into its rounded value and the rest (Dekker 1971, doi:10.1007/BF01397083), the rest is added to {@code z} and
 * rounded to odd, and the sum of all is then rounded as it should be (Boldo & Melquiond 2008, doi:10.1109/TC.2007.70819). That
 * holds while nothing overflows or underflows: small values are scaled beforehand, and what is left goes to {@code Math.fma}.
 */
public final class Fused {
  /** Whether the processor does it in one instruction, as far as can be seen; the results do not depend on it. */
  public static final boolean IN_HARDWARE = looksFast();

  private static final double SPLIT = 0x1p27 + 1;
  private static final double MOST = 0x1p900;
  private static final double LEAST_PRODUCT = 0x1p-860;
  private static final double SMALL = 0x1p-700;
  private static final double UP = 0x1p600;
  private static final double DOWN = 0x1p-600;
  private static final double LEAST_NORMAL_SCALED = Double.MIN_NORMAL * UP;

  private Fused() {}

  /** {@code x·y + z}. */
  public static double fma(double x, double y, double z) {
    return IN_HARDWARE ? Math.fma(x, y, z) : inSoftware(x, y, z);
  }

  /** {@code x·y + z}. */
  public static float fma(float x, float y, float z) {
    return IN_HARDWARE ? Math.fma(x, y, z) : inSoftware(x, y, z);
  }

  /** The product is exact in double precision; rounded to odd, the sum can be rounded once more (Boldo & Melquiond 2008). */
  static float inSoftware(float x, float y, float z) {
    return (float) odd((double) x * y, z);
  }

  static double inSoftware(double x, double y, double z) {
    double product = Math.abs(x * y);
    if (product > LEAST_PRODUCT && product < MOST && Math.abs(x) < MOST && Math.abs(y) < MOST && Math.abs(z) < MOST) {
      return normal(x, y, z);
    }
    return rare(x, y, z);
  }

  private static double normal(double x, double y, double z) {
    double high = x * y;
    double low = restOfProduct(x, y, high);
    double t = z + low;
    double tRest = restOfSum(z, low, t);
    double v = high + t;
    double vRest = restOfSum(high, t, v);
    return v + odd(tRest, vRest);
  }

  /** By how much {@code x·y} exceeds its rounded value. */
  private static double restOfProduct(double x, double y, double rounded) {
    double c = SPLIT * x;
    double xHigh = c - (c - x);
    double xLow = x - xHigh;
    double d = SPLIT * y;
    double yHigh = d - (d - y);
    double yLow = y - yHigh;
    return xLow * yLow - (((rounded - xHigh * yHigh) - xLow * yHigh) - xHigh * yLow);
  }

  /** By how much {@code a + b} exceeds its rounded value. */
  private static double restOfSum(double a, double b, double rounded) {
    double bIn = rounded - a;
    return (a - (rounded - bIn)) + (b - bIn);
  }

  /** {@code a + b}; where it is no double, that of its two neighbours whose last bit is 1. */
  private static double odd(double a, double b) {
    double sum = a + b;
    double rest = restOfSum(a, b, sum);
    long bits = Double.doubleToRawLongBits(sum);
    if (Math.abs(rest) > 0 && (bits & 1) == 0) { // no rest is known of what is not finite
      // Away from 0 where the rest points there, else towards it.
      bits += (rest > 0) == (sum > 0) ? 1 : -1;
      return Double.longBitsToDouble(bits);
    }
    return sum;
  }

  private static double rare(double x, double y, double z) {
    if (x == 0 || y == 0 || !Double.isFinite(x) || !Double.isFinite(y) || Double.isNaN(z)) {
      return x * y + z;
    }
    if (Double.isInfinite(z)) {
      return z; // whatever the product rounds to
    }
    if (Math.abs(x) < MOST && Math.abs(y) < MOST && Math.abs(x * y) <= LEAST_PRODUCT) {
      if (Math.abs(z) >= SMALL && Math.abs(z) < MOST) {
        return z; // of which the product is less than a quarter of the last bit
      }
      if (Math.abs(z) < SMALL) {
        boolean xIsSmaller = Math.abs(x) < Math.abs(y);
        double a = xIsSmaller ? x * UP : x;
        double b = xIsSmaller ? y : y * UP;
        if (Math.abs(a * b) <= LEAST_PRODUCT) {
          return z == 0 ? x * y : z; // the product is less than the least double by far
        }
        double scaled = small(a, b, z * UP);
        if (!Double.isNaN(scaled)) {
          return scaled;
        }
      }
    }
    return Math.fma(x, y, z);
  }

  /** The result from scaled values, or NaN where that needs more care. */
  private static double small(double x, double y, double z) {
    double result = normal(x, y, z);
    if (Math.abs(result) >= LEAST_NORMAL_SCALED || result == 0) {
      return result * DOWN;
    }
    if (Math.abs(result) >= LEAST_NORMAL_SCALED / 2) {
      return Double.NaN; // subnormal by one bit: too many bits for a second rounding
    }
    return subnormal(x, y, z);
  }

  /** All but the last rounding is to odd; the last one drops two bits or more. */
  private static double subnormal(double x, double y, double z) {
    double high = x * y;
    double low = restOfProduct(x, y, high);
    double t = z + low;
    double tRest = restOfSum(z, low, t);
    double v = high + t;
    double vRest = restOfSum(high, t, v);
    return odd(v, odd(tRest, vRest)) * DOWN;
  }

  /** Arithmetic with decimals takes microseconds before the JIT has seen it; an instruction, even interpreted, does not. */
  private static boolean looksFast() {
    double x = 1 + System.nanoTime() * 0x1p-80;
    long least = Long.MAX_VALUE;
    for (int k = 0; k < 30; k++) {
      long start = System.nanoTime();
      x = Math.fma(x, 1 - 0x1p-30, 0x1p-31) + 0 * Math.fma(x, x, x);
      least = Math.min(least, System.nanoTime() - start);
    }
    return least < 600 || x < 0;
  }
}
