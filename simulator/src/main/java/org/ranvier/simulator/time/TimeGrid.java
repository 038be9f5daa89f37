package org.ranvier.simulator.time;

import java.math.BigDecimal;
import org.ranvier.simulator.RanvierException;

/**
 * The grid of simulated time: step {@code s} is the time {@code s · resolutionMs}.
 *
 * @param resolutionMs length of a step in ms
 */
public record TimeGrid(double resolutionMs) {
  /** 0.1 ms. */
  public static final TimeGrid DEFAULT = new TimeGrid(0.1);

  /** Largest delay, in steps: a delay is stored in two bytes. */
  public static final int MAX_DELAY_STEPS = 65_535;

  /** Whole numbers below this are doubles. */
  private static final double EXACT = 0x1p53;

  /** How far a time may lie from a grid point, in steps, to count as on it: decimal fractions are not exact in binary. */
  private static final double TOLERANCE = 1e-6;

  public TimeGrid {
    if (!(resolutionMs > 0 && resolutionMs <= 1000)) {
      throw new RanvierException("resolution " + resolutionMs + " ms must be above 0 and at most 1000 ms; 0.1 ms is usual");
    }
  }

  /** The time of a step: see {@link #ms}. */
  public double toMs(long step) {
    return ms(step, resolutionMs);
  }

  /**
   * The double that is nearest to the time of a step. A resolution stands for 1/n ms where n steps make a millisecond, otherwise for the
   * shortest decimal number that is read as it: step 3 is 0.3 ms where steps have 0.1 ms, and 0.9 ms where they have 0.3 ms.
   */
  public static double ms(long step, double resolutionMs) {
    // One rounding, that of a quotient of whole numbers; a product gives 0.30000000000000004.
    double perMs = 1 / resolutionMs;
    if (perMs == Math.rint(perMs)) {
      return step / perMs;
    }
    for (double parts = 1; parts <= 1e15; parts *= 10) {
      double whole = Math.rint(resolutionMs * parts);
      if (whole / parts == resolutionMs && whole < EXACT) {
        double product = whole * step;
        return Math.abs(product) < EXACT ? product / parts : decimal(step, resolutionMs);
      }
    }
    return decimal(step, resolutionMs);
  }

  private static double decimal(long step, double resolutionMs) {
    return BigDecimal.valueOf(resolutionMs).multiply(BigDecimal.valueOf(step)).doubleValue();
  }

  /** The nearest step. */
  public long nearestStep(double ms) {
    return Math.round(ms / resolutionMs);
  }

  /** Whether a time lies on the grid, but for how decimal fractions are rounded in binary. */
  public boolean isOn(double ms) {
    double steps = ms / resolutionMs;
    return Math.abs(steps) <= 1L << 52 && isNear(steps, Math.rint(steps));
  }

  private static boolean isNear(double steps, double nearest) {
    return Math.abs(steps - nearest) <= TOLERANCE * Math.max(1, Math.abs(nearest) * 1e-3);
  }

  /** The step of a time that must lie on the grid; {@code what} names it in the error, e.g. {@code "delay"}. */
  public long steps(double ms, String what) {
    return steps(ms, what, "");
  }

  /** The same, with one more mend to name in the error, e.g. {@code ", or round it"}. */
  public long steps(double ms, String what, String mend) {
    return steps(ms, what, Long.MIN_VALUE, mend);
  }

  /**
   * The same where fewer than {@code least} steps are refused by who asks: a time that is not on the grid is told of no neighbour that would be
   * refused.
   */
  public long steps(double ms, String what, long least, String mend) {
    double steps = ms / resolutionMs;
    if (!(Math.abs(steps) <= 1L << 52)) {
      throw new RanvierException(
          what + " " + trim(ms) + " ms is beyond what steps of " + trim(resolutionMs) + " ms can count; use a shorter time");
    }
    double nearest = Math.rint(steps);
    if (!isNear(steps, nearest)) {
      long below = (long) Math.floor(steps);
      long above = Math.max(least, (long) Math.ceil(steps));
      throw new RanvierException(
          what + " " + trim(ms) + " ms is not a multiple of the resolution " + trim(resolutionMs) + " ms; use "
              + (below < least ? "" : trim(toMs(below)) + " ms or ") + trim(toMs(above))
              + " ms, or simulate at a finer resolution" + mend);
    }
    return (long) nearest;
  }

  /** The steps of a delay: on the grid, and at least one. */
  public int delaySteps(double ms, String what) {
    return delaySteps(ms, what, "");
  }

  /** The same, with one more mend for a delay that is not on the grid. */
  public int delaySteps(double ms, String what, String mend) {
    if (!(ms > resolutionMs * (1 - TOLERANCE))) {
      throw new RanvierException(
          what + " " + trim(ms) + " ms is below the resolution " + trim(resolutionMs) + " ms; use at least " + trim(resolutionMs)
          + " ms"
              + (ms > 0 ? ", or simulate at " + trim(ms) + " ms" : ""));
    }
    long steps = steps(ms, what, mend);
    if (steps > MAX_DELAY_STEPS) {
      throw new RanvierException(
          what + " " + trim(ms) + " ms is " + steps + " steps of " + trim(resolutionMs) + " ms; at most " + MAX_DELAY_STEPS
              + " steps are possible: use a shorter delay or a coarser resolution");
    }
    return (int) steps;
  }

  /** A number as a person writes it: {@code 0.1}, {@code 2}, {@code 1e-05}. */
  public static String trim(double x) {
    if (x == Math.rint(x) && Math.abs(x) < 1e15) {
      return Long.toString((long) x);
    }
    boolean roundable = Math.abs(x) >= 1e-9 && Math.abs(x) <= 1e6; // neither infinities nor NaN
    return Double.toString(roundable ? Math.round(x * 1e9) / 1e9 : x);
  }
}
