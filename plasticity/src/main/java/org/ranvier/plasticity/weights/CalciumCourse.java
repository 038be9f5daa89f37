package org.ranvier.plasticity.weights;

import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.time.TimeGrid;

/**
 * How a weight changes while the calcium decays: in closed form, piece by piece between the times at which the calcium falls
 * below the thresholds. {@code ρ} is the place of the weight between its least and its largest value:
 *
 * <pre>{@code τ·dρ/dt = γ_p·(1 - ρ)·[c > θ_p] - γ_d·ρ·[c > θ_d]}</pre>
 *
 * <p>With a double well there is {@code -ρ·(1 - ρ)·(1/2 - ρ)} beside it while c is below both thresholds.
 *
 * <p>The time from c₀ down to θ is {@code τ_Ca·ln(c₀/θ)}, so what decays with rate r over it leaves {@code (c₀/θ)^(-r·τ_Ca)}.
 */
public final class CalciumCourse {
  private final Parameters p;
  private final Decay calcium;
  private final double upper; // threshold
  private final double lower;
  private final Piece both; // above the upper one
  private final Piece one; // between them
  private final Decay well;
  private final double wellExponent;

  /**
   * Parameters of the rule.
   *
   * @param tauCalciumMs τ_Ca
   * @param thresholdDepression θ_d
   * @param thresholdPotentiation θ_p
   * @param rateDepression γ_d
   * @param ratePotentiation γ_p
   * @param tauMs τ
   * @param doubleWell whether weights drift to their least or largest value while nothing happens
   * @param least weight at ρ = 0
   * @param largest weight at ρ = 1
   */
  public record Parameters(
      double tauCalciumMs, double thresholdDepression, double thresholdPotentiation, double rateDepression,
          double ratePotentiation,
      double tauMs, boolean doubleWell, double least, double largest) {
    /** The course on a grid. */
    public CalciumCourse on(TimeGrid grid) {
      return new CalciumCourse(this, grid);
    }
  }

  /**
   * An approach to a target.
   *
   * @param perTauCalcium rate of the approach times τ_Ca
   */
  private record Piece(double target, double perTauCalcium, Decay decay, Power power) {
    static Piece of(double toOne, double toZero, Parameters p, TimeGrid grid) {
      double rate = (toOne + toZero) / p.tauMs; // per ms
      double tau = rate > 0 ? 1 / rate : 1e15; // nothing happens in any time
      return new Piece(
          rate > 0 ? toOne / (toOne + toZero) : 0, rate * p.tauCalciumMs, Decay.of(tau, grid), new Power(-rate * p.tauCalciumMs));
    }

    double towards(double rho, double left) {
      return target + (rho - target) * left;
    }
  }

  private CalciumCourse(Parameters p, TimeGrid grid) {
    this.p = p;
    calcium = Decay.of(p.tauCalciumMs, grid);
    upper = Math.max(p.thresholdDepression, p.thresholdPotentiation);
    lower = Math.min(p.thresholdDepression, p.thresholdPotentiation);
    both = Piece.of(p.ratePotentiation, p.rateDepression, p, grid);
    boolean depressionFirst = p.thresholdDepression <= p.thresholdPotentiation;
    one = Piece.of(depressionFirst ? 0 : p.ratePotentiation, depressionFirst ? p.rateDepression : 0, p, grid);
    well = Decay.of(2 * p.tauMs, grid);
    wellExponent = p.tauCalciumMs / (2 * p.tauMs);
  }

  /**
   * The weight after some steps without a spike.
   *
   * @param c calcium at the beginning
   */
  public double after(double weight, double c, int steps) {
    if (steps <= 0) {
      return weight;
    }
    double range = p.largest - p.least;
    double rho = (weight - p.least) / range;
    double end = c * calcium.after(steps);
    double above = 1; // c₀/θ of the part above the lower threshold that is over
    if (c > upper) {
      if (end >= upper) {
        return p.least + range * both.towards(rho, both.decay.after(steps));
      }
      rho = both.towards(rho, both.power.of(c / upper));
      double left =
          end >= lower ? one.decay.after(steps) / one.power.of(c / upper) : one.power.of(upper / lower);
      rho = one.towards(rho, left);
      above = c / lower;
    } else if (c > lower) {
      rho = one.towards(rho, end >= lower ? one.decay.after(steps) : one.power.of(c / lower));
      above = c / lower;
    }
    if (p.doubleWell && end < lower) {
      // The time below is all less that from c down to the lower threshold.
      rho = drift(rho, well.after(steps) * StrictMath.pow(above, wellExponent));
    }
    return p.least + range * rho;
  }

  /** The double well: for y = ρ - 1/2, {@code 1/y² - 4} decays with 2τ. */
  private static double drift(double rho, double left) {
    double y = rho - 0.5;
    if (y == 0) {
      return rho;
    }
    double u = 4 + (1 / (y * y) - 4) * left;
    return 0.5 + Math.signum(y) / Math.sqrt(u);
  }
}
