package org.ranvier.plasticity.weights;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.kernel.Fused;

/**
 * The power {@code x^p} for one exponent, in a sixth of the time of {@link Math#pow}, with a relative error below 1e-15·(1 +
 * |p|), and the same on every machine: {@code x^p = c^p·(1 + r)^p}, where c is one of 128 numbers in the octave of x, its power
 * comes from a table, and {@code r = x/c - 1}, at most 1/256 in size, goes into the first terms of the binomial series.
 *
 * <p>Outside the octaves from 2^-64 to 2^64 it is {@link StrictMath#pow}.
 */
final class Power {
  private static final long MANTISSA = 0xFFFFFFFFFFFFFL;
  private static final long ONE = 0x3FF0000000000000L;
  private static final int FIRST = (1023 - 64) << 7; // exponent and the first 7 bits of the mantissa of 2^-64
  private static final int NARROW_FIRST = (127 - 64) << 7; // the same of a number of 4 bytes
  private static final int ENTRIES = 128 << 7;

  private final double p;
  private final double c2;
  private final double c3;
  private final double c4;
  private final double c5;
  private final double c6;
  private final double[] reciprocal = new double[128];
  private final double[] power;
  private final float[] narrowReciprocal; // by exponent and mantissa, for numbers of 4 bytes
  private final float[] narrowPower;

  Power(double p) {
    this(p, ENTRIES);
  }

  private Power(double p, int entries) {
    this.p = p;
    power = new double[entries];
    c2 = p * (p - 1) / 2;
    c3 = c2 * (p - 2) / 3;
    c4 = c3 * (p - 3) / 4;
    c5 = c4 * (p - 4) / 5;
    c6 = c5 * (p - 5) / 6;
    Arrays.setAll(reciprocal, k -> (float) (1 / (1 + (k + 0.5) / 128)));
    narrowReciprocal = new float[entries];
    narrowPower = new float[entries];
    Arrays.setAll(power, k -> StrictMath.pow(StrictMath.scalb(1 / reciprocal[k & 127], (k >> 7) - 64), p));
    for (int k = 0; k < entries; k++) {
      narrowReciprocal[k] = (float) Math.scalb(reciprocal[k & 127], 64 - (k >> 7));
      narrowPower[k] = (float) power[k];
    }
  }

  /** One that is not to be asked, for exponents of which the powers are plain. */
  static Power unused(double p) {
    return new Power(p, 0);
  }

  /** {@code x^p} for x ≥ 0; {@code 0^p} for x below. */
  double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int k = (int) (bits >>> 45) - FIRST;
    if (Integer.compareUnsigned(k, ENTRIES) >= 0) {
      return outside(x);
    }
    double r = Double.longBitsToDouble(bits & MANTISSA | ONE) * reciprocal[k & 127] - 1;
    return power[k] * (1 + r * (p + r * (c2 + r * (c3 + r * (c4 + r * (c5 + r * c6))))));
  }

  /** {@code x^p} as a number of 4 bytes, with a relative error below 3e-7·(1 + p), for p ≥ 0. */
  float of(float x) {
    int k = (Float.floatToRawIntBits(x) >>> 16) - NARROW_FIRST;
    if (Integer.compareUnsigned(k, ENTRIES) >= 0) {
      return (float) outside(x);
    }
    float r = Fused.fma(x, narrowReciprocal[k], -1f);
    return narrowPower[k] * Fused.fma(r, Fused.fma(r, Fused.fma(r, (float) c3, (float) c2), (float) p), 1f);
  }

  private double outside(double x) {
    return StrictMath.pow(x < 0 ? 0 : x, p);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Power o && o.p == p;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(p);
  }
}
