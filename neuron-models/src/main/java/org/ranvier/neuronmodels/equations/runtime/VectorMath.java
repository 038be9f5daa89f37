package org.ranvier.neuronmodels.equations.runtime;

import org.ranvier.simulator.kernel.Fused;

/**
 * Functions over arrays that the JIT vectorises.
 *
 * <p>{@code e^x = 2^k·e^r} with {@code k = round(x/ln 2)} and {@code |r| ≤ ln(2)/2}; {@code (e^r - 1)/r} is its Taylor polynomial to
 * r^13, whose rest is below 2^-60. The exponent is put in place in a loop of its own, for in one loop with the polynomial the JIT
 * does not vectorise it. Sums of products are written as {@code Math.fma}, and the polynomial stands in each loop (with a call of
 * a method for it, even an inlined one, the JIT does not vectorise the loop). Arguments are clipped to ±708, where {@code e^x} is still a normal number.
 */
public final class VectorMath {
  private static final double ROUND = 0x1.8p52; // adding and subtracting it rounds to a whole number
  private static final double LOG2E = 1.4426950408889634;
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1; // its last 21 bits are 0: k·LN2_HIGH is exact
  private static final double LN2_LOW = 1.9082149292705877e-10;
  private static final double LIMIT = 708;
  private static final double LIMIT_REL = 700; // e^x·x must be finite
  private static final double TINY = 0x1p-1000;

  private static final double C2 = 1.0 / 2;
  private static final double C3 = 1.0 / 6;
  private static final double C4 = 1.0 / 24;
  private static final double C5 = 1.0 / 120;
  private static final double C6 = 1.0 / 720;
  private static final double C7 = 1.0 / 5040;
  private static final double C8 = 1.0 / 40320;
  private static final double C9 = 1.0 / 362880;
  private static final double C10 = 1.0 / 3628800;
  private static final double C11 = 1.0 / 39916800;
  private static final double C12 = 1.0 / 479001600;
  private static final double C13 = 1.0 / 6227020800.0;

  private VectorMath() {}

  /** {@code (e^x - 1)/x}, 1 at 0. */
  public static double exprel(double x) {
    return x == 0 ? 1 : Math.expm1(x) / x;
  }

  /** {@code e^x}, to the last bit that which the loop below gives. */
  public static double exp(double x) {
    double y = Math.min(LIMIT, Math.max(-LIMIT, x));
    double shifted = Fused.fma(y, LOG2E, ROUND);
    double k = shifted - ROUND;
    double r = Fused.fma(k, -LN2_LOW, Fused.fma(k, -LN2_HIGH, y));
    double r2 = r * r;
    double r4 = r2 * r2;
    double low = Fused.fma(Fused.fma(C4, r, C3), r2, Fused.fma(C2, r, 1));
    double middle = Fused.fma(Fused.fma(C8, r, C7), r2, Fused.fma(C6, r, C5));
    double high = Fused.fma(Fused.fma(C12, r, C11), r2, Fused.fma(C10, r, C9));
    double q = Fused.fma(r4, Fused.fma(r4, Fused.fma(C13, r4, high), middle), low);
    return Fused.fma(r, q, 1) * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + 0x3FF0000000000000L);
  }

  /**
   * Replaces {@code x[from … to - 1]} by its exponential.
   *
   * @param spare as long as {@code x}
   */
  public static void exp(double[] x, double[] spare, int from, int to) {
    for (int i = from; i < to; i++) {
      double y = Math.min(LIMIT, Math.max(-LIMIT, x[i]));
      double shifted = Fused.fma(y, LOG2E, ROUND);
      double k = shifted - ROUND;
      double r = Fused.fma(k, -LN2_LOW, Fused.fma(k, -LN2_HIGH, y));
      double r2 = r * r;
      double r4 = r2 * r2;
      double low = Fused.fma(Fused.fma(C4, r, C3), r2, Fused.fma(C2, r, 1));
      double middle = Fused.fma(Fused.fma(C8, r, C7), r2, Fused.fma(C6, r, C5));
      double high = Fused.fma(Fused.fma(C12, r, C11), r2, Fused.fma(C10, r, C9));
      double q = Fused.fma(r4, Fused.fma(r4, Fused.fma(C13, r4, high), middle), low); // (e^r - 1)/r
      spare[i] = shifted;
      x[i] = Fused.fma(r, q, 1);
    }
    for (int i = from; i < to; i++) {
      x[i] *= Double.longBitsToDouble((Double.doubleToRawLongBits(spare[i]) << 52) + 0x3FF0000000000000L);
    }
  }

  /**
   * Replaces {@code x[from … to - 1]} by {@code (e^x - 1)/x}, which is 1 at 0.
   *
   * @param spare as long as {@code x}
   * @param spare2 as long as {@code x}
   */
  public static void exprel(double[] x, double[] spare, double[] spare2, int from, int to) {
    for (int i = from; i < to; i++) {
      double y = Math.min(LIMIT_REL, Math.max(-LIMIT, x[i]));
      double shifted = Fused.fma(y, LOG2E, ROUND);
      double k = shifted - ROUND;
      double r = Fused.fma(k, -LN2_LOW, Fused.fma(k, -LN2_HIGH, y));
      double r2 = r * r;
      double r4 = r2 * r2;
      double low = Fused.fma(Fused.fma(C4, r, C3), r2, Fused.fma(C2, r, 1));
      double middle = Fused.fma(Fused.fma(C8, r, C7), r2, Fused.fma(C6, r, C5));
      double high = Fused.fma(Fused.fma(C12, r, C11), r2, Fused.fma(C10, r, C9));
      double q = Fused.fma(r4, Fused.fma(r4, Fused.fma(C13, r4, high), middle), low); // (e^r - 1)/r
      spare[i] = shifted;
      spare2[i] = Fused.fma(r, q, 0.0); // as a plain product the JIT takes it for one of those above, and vectorises neither
      x[i] = y;
    }
    for (int i = from; i < to; i++) {
      spare[i] = Double.longBitsToDouble((Double.doubleToRawLongBits(spare[i]) << 52) + 0x3FF0000000000000L); // 2^k
    }
    for (int i = from; i < to; i++) {
      double y = x[i];
      double power = spare[i];
      // e^x - 1 = (2^k - 1) + 2^k·(e^r - 1): exact at k = 0, and beyond it the sum keeps all but two bits.
      double above = Fused.fma(power, spare2[i], power - 1);
      // Numerator and denominator times y: then both are 0 or above, and TINY makes their ratio 1 at 0 and changes nothing elsewhere.
      x[i] = Fused.fma(above, y, TINY) / Fused.fma(y, y, TINY);
    }
  }
}
