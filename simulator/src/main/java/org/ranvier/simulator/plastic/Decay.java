package org.ranvier.simulator.plastic;

import java.util.Arrays;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The exponential {@code exp(-k·h/τ)} of times on the grid: the product of two table entries, each exact to the last bit but one,
 * so that the relative error stays below 4e-16 for any number of steps until the value underflows to 0.
 *
 * <p>The tables are computed by {@link StrictMath}, so they are the same on every machine.
 */
public final class Decay {
  private static final int FINE_BITS = 10;
  private static final int MAX_COARSE = 1 << 15;

  /** exp(-746) is 0 as a double. */
  private static final double UNDERFLOW = 746;

  private final double tauMs;
  private final int bits;
  private final int mask;
  private final int last;
  private final double[] fine;
  private final double[] coarse; // the last entry is 0

  private Decay(double tauMs, TimeGrid grid) {
    this.tauMs = tauMs;
    double rate = grid.resolutionMs() / tauMs; // a step
    double steps = Math.min(Integer.MAX_VALUE, Math.ceil(UNDERFLOW / rate));
    int b = FINE_BITS;
    while (steps / (1L << b) > MAX_COARSE) {
      b++;
    }
    bits = b;
    mask = (1 << b) - 1;
    fine = new double[1 << b];
    Arrays.setAll(fine, k -> StrictMath.exp(-k * rate));
    coarse = new double[(int) (steps / fine.length) + 2];
    Arrays.setAll(coarse, k -> StrictMath.exp(-k * (rate * fine.length)));
    last = coarse.length - 1;
    if (steps < Integer.MAX_VALUE) {
      coarse[last] = 0;
    }
  }

  /**
   * @param tauMs time constant in ms, above 0
   */
  public static Decay of(double tauMs, TimeGrid grid) {
    if (!(tauMs > 0 && tauMs < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("time constant " + tauMs + " ms must be above 0 and finite");
    }
    return new Decay(tauMs, grid);
  }

  /** What is left after {@code steps} ≥ 0 steps. */
  public double after(int steps) {
    return fine[steps & mask] * coarse[Math.min(steps >> bits, last)];
  }

  public double tauMs() {
    return tauMs;
  }
}
