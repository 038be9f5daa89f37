package org.ranvier.plasticity.eligibility;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.RingState;
import org.ranvier.simulator.state.StatePort;

/**
 * The last values of {@code A(t) = ∫ f(s)·e^(-s/τ) ds} for a row of places, at the ends of equal ticks, such that differences keep
 * their digits.
 *
 * <p>A single running {@code A} would run out of digits: its integrand falls by {@code e} each {@code τ}. So time is cut into blocks of
 * at most {@code 2τ}; in each the integral begins at 0 with the factor 1. Within a block it is kept to 32 digits (two doubles, Knuth's
 * two-sum), so that differences over single ticks are exact to rounding even where {@code f} has died away meanwhile. Across blocks,
 * parts are added, not subtracted: what was missing in the first, the totals of those between, and the begin of the last.
 *
 * <p>The window holds a limited time; what is older must have been asked for before. After {@code 40 τ} nothing that comes matters any
 * more: {@code e^-40} is 4e-18.
 */
final class PrefixRing {
  /** A block has at most {@code 2^14} ticks: the tables of powers take 256 kB then. */
  private static final int MOST_SHIFT = 14;

  private final int places;
  private final int shift;
  private final int inBlock; // mask of the tick within its block
  private final int mask;
  private final int blockMask;
  private final double[] sum; // [tick][place][0, 1]: the integral since the block's begin, and what it lacks in digits
  private final double[] total; // [block][place]
  private final double[] totalLow;
  private final double[] decay; // e^(-k·tick/τ)
  private final double[] grow; // e^(+k·tick/τ)
  private final double across; // e^(-block/τ)
  private long now;

  /**
   * @param windowTicks how far back questions go at most
   */
  PrefixRing(double tauMs, double tickMs, int places, long windowTicks) {
    this.places = places;
    int s = 0;
    while (s < MOST_SHIFT && (2L << s) * tickMs <= 2 * tauMs) {
      s++;
    }
    shift = s;
    int block = 1 << shift;
    inBlock = block - 1;
    long ticks = block;
    while (ticks < windowTicks + 1) {
      ticks *= 2;
    }
    if (ticks * places > 1 << 29) {
      throw new RanvierException(
          "a third factor over " + places + " places cannot be kept for " + windowTicks + " strides; use fewer voxels, a longer stride or "
              + "a shorter time constant of eligibility");
    }
    mask = (int) ticks - 1;
    blockMask = (int) (ticks >> shift) - 1;
    sum = new double[2 * (int) ticks * places];
    total = new double[(blockMask + 1) * places];
    totalLow = new double[total.length];
    decay = new double[block];
    grow = new double[block];
    for (int k = 0; k < block; k++) {
      decay[k] = Math.exp(-k * tickMs / tauMs);
      grow[k] = Math.exp(k * tickMs / tauMs);
    }
    across = Math.exp(-block * tickMs / tauMs);
  }

  /** Ticks done. */
  long now() {
    return now;
  }

  /** The oldest tick that can be asked for. */
  long oldest() {
    return Math.max(0, now - mask);
  }

  void state(StatePort port) {
    now = port.common("now", "1", now);
    RingState.list(port, "sum", "", sum, 2 * places, mask, now);
    RingState.list(port, "total", "", total, places, blockMask, now >> shift);
    RingState.list(port, "total, low digits", "", totalLow, places, blockMask, now >> shift);
  }

  int row(long tick) {
    return ((int) tick & mask) * places;
  }

  int rows() {
    return mask + 1;
  }

  /** Ends a tick, with {@code ∫ f(u)·e^(-u/τ) du} over it for each place, {@code u} counted from its begin. */
  void append(double[] increment) {
    int from = row(now);
    int to = row(now + 1);
    double factor = decay[(int) now & inBlock];
    boolean ends = ((now + 1) & inBlock) == 0;
    int block = ((int) (now >> shift) & blockMask) * places;
    for (int p = 0; p < places; p++) {
      int at = 2 * (from + p);
      double a = sum[at];
      double x = increment[p] * factor;
      double s = a + x;
      double part = s - a;
      double rest = sum[at + 1] + ((a - (s - part)) + (x - part));
      if (ends) {
        total[block + p] = s;
        totalLow[block + p] = rest;
      }
      sum[2 * (to + p)] = ends ? 0 : s;
      sum[2 * (to + p) + 1] = ends ? 0 : rest;
    }
    now++;
  }

  /** {@code ∫ f(s)·e^(-(s - from)/τ) ds} from the end of tick {@code from} to that of tick {@code to}. */
  double between(long from, long to, int place) {
    if (from >> shift != to >> shift) {
      return acrossBlocks(from, to, place);
    }
    int f = 2 * (row(from) + place);
    int t = 2 * (row(to) + place);
    return ((sum[t] - sum[f]) + (sum[t + 1] - sum[f + 1])) * grow[(int) from & inBlock];
  }

  private double acrossBlocks(long from, long to, int place) {
    long first = from >> shift;
    int f = 2 * (row(from) + place);
    double later = sum[2 * (row(to) + place)];
    for (long b = (to >> shift) - 1; b > first; b--) {
      later = total[((int) b & blockMask) * places + place] + across * later;
    }
    int b = ((int) first & blockMask) * places + place;
    return ((total[b] - sum[f]) + (totalLow[b] - sum[f + 1]) + across * later) * grow[(int) from & inBlock];
  }
}
