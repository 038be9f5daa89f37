package org.ranvier.plasticity.loops;

import java.util.Arrays;
import org.ranvier.simulator.kernel.Fused;

/**
 * The exponential {@code e^(-t·h/τ)} of times {@code t} counted in steps from the begin, and not from another event: so what a pair of spikes needs,
 * {@code e^(-(t₂ - t₁)·h/τ)}, is the quotient of two numbers that each belong to one spike, and is computed once for all pairs of a spike.
 *
 * <p>As it would soon underflow it is given times a power of two, {@code 2^exponent}. Such a factor changes no digit, so whoever takes the same quotient gets
 * the same bits whatever the exponent was, as long as the numbers are normal ones. The relative error is below 1e-15 at any time: the exponent of a block of
 * steps is found with twice the digits of a double.
 */
final class GridFall {
  private static final int BITS = 10;

  /** Within a block of steps it may fall by {@code e^-20}. */
  private static final double MOST_RATE = 20.0 / (1 << BITS);

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LOG2_E_REST = 2.0355273740931033e-17;
  private static final double LN_2 = 0.6931471805599453;

  /** Factors beyond are cut there. */
  private static final int MOST_EXPONENT = 900;

  private final double rate; // a step
  private final int before; // blocks before the begin
  private final double[] fine = new double[1 << BITS]; // within a block
  private double[] mantissa = {}; // [block]: in (0.5, 1]
  private int[] exponent = {}; // [block]: the exponential at its begin is mantissa·2^-exponent

  /**
   * @param stepsBefore how long before the begin steps may lie
   */
  GridFall(double tauMs, double stepMs, int stepsBefore) {
    if (!suits(tauMs, stepMs)) {
      throw new IllegalArgumentException("time constant of " + tauMs + " ms on a grid of " + stepMs + " ms");
    }
    rate = stepMs / tauMs;
    before = (stepsBefore >> BITS) + 1;
    Arrays.setAll(fine, k -> StrictMath.exp(-k * rate));
  }

  /** Whether the time constant is long enough: 51 steps. */
  static boolean suits(double tauMs, double stepMs) {
    return stepMs / tauMs <= MOST_RATE;
  }

  /** The exponent with which the exponential is between {@code e^-20}/2 and 1 in the step's block. */
  int exponent(int step) {
    int block = block(step);
    return exponent[block];
  }

  /** The exponential at a step times {@code 2^power}; where it is beyond {@code 2^±900}, another number beyond. */
  double at(int step, int power) {
    int block = block(step);
    int scale = Math.clamp(power - exponent[block], -MOST_EXPONENT, MOST_EXPONENT);
    return fine[step & fine.length - 1] * (mantissa[block] * power(scale));
  }

  /** {@code 2^n}, a normal number. */
  static double power(int n) {
    return Double.longBitsToDouble((long) (n + Double.MAX_EXPONENT) << 52);
  }

  /** How many steps it takes to fall by {@code e^-lifetimes}. */
  int steps(double lifetimes) {
    return (int) Math.min(Integer.MAX_VALUE >> 1, lifetimes / rate);
  }

  private int block(int step) {
    int block = (step >> BITS) + before;
    if (block >= mantissa.length) {
      grow(block + 1);
    }
    return block;
  }

  private void grow(int blocks) {
    int known = mantissa.length;
    mantissa = Arrays.copyOf(mantissa, Math.max(blocks, 2 * known));
    exponent = Arrays.copyOf(exponent, mantissa.length);
    for (int b = known; b < mantissa.length; b++) {
      double steps = (double) (b - before) * fine.length;
      double x = steps * rate;
      double xRest = Fused.fma(steps, rate, -x);
      double y = x * LOG2_E; // and y + yRest is -log2 of the exponential, to 32 digits
      double yRest = Fused.fma(x, LOG2_E, -y) + x * LOG2_E_REST + xRest * LOG2_E;
      double whole = Math.floor(y);
      exponent[b] = (int) whole;
      mantissa[b] = StrictMath.exp(-((y - whole) + yRest) * LN_2);
    }
  }
}
