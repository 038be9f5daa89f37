package org.ranvier.plasticity.rules;

import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The temporal-difference error of a spiking critic in continuous time (Doya 2000, doi:10.1162/089976600300015961; Frémaux,
 * Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024):
 *
 * <pre>
 *   V(t) = ν·r(t) + V0,  r(t) = (1/N)·Σ_i (Y_i∘κ)(t),  κ(s) = (e^(-s/τ) - e^(-s/τ'))/(τ - τ')
 *   δ(t) = dV/dt - V/τ_r + R
 * </pre>
 *
 * The filter is a difference of two exponentials, so {@code r} and its derivative are sums of two modulators that the critic's
 * spikes release, and {@code δ} is a weighted sum of these and the reward: nothing is computed between spikes.
 *
 * @param tauMs {@code τ}
 * @param riseMs {@code τ'}
 * @param discountMs {@code τ_r}, the time over which rewards to come are discounted
 * @param perHz {@code ν}, value of a rate of 1 spike/s
 * @param base {@code V0}, value of silence
 */
public record TdError(double tauMs, double riseMs, double discountMs, double perHz, double base) {
  /** The published parameters: 200 ms, 50 ms, 4 s, 1 per spike/s, and -40. */
  public static final TdError PUBLISHED = new TdError(200, 50, 4000, 1, -40);

  private static final double MS_PER_S = 1000;

  public TdError {
    if (!(tauMs > riseMs && riseMs > 0 && tauMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(
          "temporal difference: the critic's time constant " + TimeGrid.trim(tauMs) + " ms must be above that of the rise, "
              + TimeGrid.trim(riseMs) + " ms, and that above 0");
    }
    if (!(discountMs > 0)) {
      throw new RanvierException("temporal difference: the time of discounting " + TimeGrid.trim(discountMs)
          + " ms must be above 0; 4000 ms is usual");
    }
    if (!(Double.isFinite(perHz) && Double.isFinite(base))) {
      throw new RanvierException("temporal difference: the value of a rate, " + perHz + ", and that of silence, " + base
          + ", must be finite");
    }
  }

  /** {@code ν/N} of the filter's two exponentials, for rates in spikes/s. */
  private double scale(int critics) {
    return perHz * MS_PER_S / critics / (tauMs - riseMs);
  }

  /**
   * The value, as a sum of modulators.
   *
   * @param slow name of the modulator that decays with {@code τ} and of which each critic's spike releases 1
   * @param fast the same for {@code τ'}
   * @param critics number of critics
   */
  public ThirdFactor value(String slow, String fast, int critics) {
    return ThirdFactor.of(slow).times(scale(critics)).minus(ThirdFactor.of(fast).times(scale(critics))).minus(-base);
  }

  /**
   * The error per second.
   *
   * @param reward name of the modulator that is the rate of reward, per second
   */
  public ThirdFactor error(String slow, String fast, String reward, int critics) {
    double bySlow = -scale(critics) * (1 / tauMs + 1 / discountMs) * MS_PER_S;
    double byFast = scale(critics) * (1 / riseMs + 1 / discountMs) * MS_PER_S;
    return ThirdFactor.of(slow).times(bySlow).plus(ThirdFactor.of(fast).times(byFast)).plus(ThirdFactor.of(reward))
        .minus(base / discountMs * MS_PER_S);
  }

  /** The value where two modulators are at these concentrations. */
  public double value(double slow, double fast, int critics) {
    return scale(critics) * (slow - fast) + base;
  }

  /** The error per second where the modulators are at these concentrations. */
  public double error(double slow, double fast, double reward, int critics) {
    double rise = scale(critics) * (fast / riseMs - slow / tauMs);
    return (rise - value(slow, fast, critics) / discountMs) * MS_PER_S + reward;
  }
}
