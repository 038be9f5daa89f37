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
 * <p>With noise of strength σ there is {@code σ·√τ·√([c > θ_p] + [c > θ_d])·ξ(t)} beside it, ξ being white. Above the thresholds ρ is then a normal
 * variable, whose variance has a closed form too; what has left its range at the end is put on its edge.
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
   * @param sigma σ, 0 for no noise
   */
  public record Parameters(
      double tauCalciumMs, double thresholdDepression, double thresholdPotentiation, double rateDepression,
          double ratePotentiation,
      double tauMs, boolean doubleWell, double least, double largest, double sigma) {
    /** Without noise. */
    public Parameters(
        double tauCalciumMs, double thresholdDepression, double thresholdPotentiation, double rateDepression, double ratePotentiation, double tauMs,
        boolean doubleWell, double least, double largest) {
      this(
          tauCalciumMs, thresholdDepression, thresholdPotentiation, rateDepression, ratePotentiation, tauMs, doubleWell, least, largest, 0);
    }

    /** The course on a grid. */
    public CalciumCourse on(TimeGrid grid) {
      return new CalciumCourse(this, grid);
    }
  }

  /**
   * An approach to a target.
   *
   * @param perTauCalcium rate of the approach times τ_Ca
   * @param noise variance of ρ after a long time
   */
  private record Piece(double target, double perTauCalcium, Decay decay, Power power, double noise) {
    static Piece of(double toOne, double toZero, int thresholds, Parameters p, TimeGrid grid) {
      double rate = (toOne + toZero) / p.tauMs; // per ms
      double tau = rate > 0 ? 1 / rate : 1e15; // nothing happens in any time
      return new Piece(
          rate > 0 ? toOne / (toOne + toZero) : 0, rate * p.tauCalciumMs, Decay.of(tau, grid), new Power(-rate * p.tauCalciumMs),
          p.sigma * p.sigma * thresholds / p.tauMs * tau / 2);
    }

    double towards(double rho, double left) {
      return target + (rho - target) * left;
    }

    /** What becomes of a variance. */
    double spread(double variance, double left) {
      return noise + (variance - noise) * left * left;
    }
  }

  private CalciumCourse(Parameters p, TimeGrid grid) {
    this.p = p;
    calcium = Decay.of(p.tauCalciumMs, grid);
    upper = Math.max(p.thresholdDepression, p.thresholdPotentiation);
    lower = Math.min(p.thresholdDepression, p.thresholdPotentiation);
    both = Piece.of(p.ratePotentiation, p.rateDepression, 2, p, grid);
    boolean depressionFirst = p.thresholdDepression <= p.thresholdPotentiation;
    one = Piece.of(depressionFirst ? 0 : p.ratePotentiation, depressionFirst ? p.rateDepression : 0, 1, p, grid);
    well = Decay.of(2 * p.tauMs, grid);
    wellExponent = p.tauCalciumMs / (2 * p.tauMs);
  }

  /**
   * The weight after some steps without a spike.
   *
   * @param c calcium at the beginning
   */
  public double after(double weight, double c, int steps) {
    return after(weight, c, steps, 0);
  }

  /**
   * The weight after some steps without a spike, with noise.
   *
   * @param c calcium at the beginning
   * @param normal a standard normal variable; 0 for the mean
   */
  public double after(double weight, double c, int steps, double normal) {
    if (steps <= 0) {
      return weight;
    }
    double range = p.largest - p.least;
    double rho = (weight - p.least) / range;
    double end = c * calcium.after(steps);
    double variance = 0;
    double above = 1; // c₀/θ of the part above the lower threshold that is over
    if (c > upper) {
      if (end >= upper) {
        double left = both.decay.after(steps);
        return p.least + range * shaken(both.towards(rho, left), both.spread(0, left), normal);
      }
      double past = both.power.of(c / upper);
      rho = both.towards(rho, past);
      variance = both.spread(0, past);
      double left =
          end >= lower ? one.decay.after(steps) / one.power.of(c / upper) : one.power.of(upper / lower);
      rho = one.towards(rho, left);
      variance = one.spread(variance, left);
      above = c / lower;
    } else if (c > lower) {
      double left = end >= lower ? one.decay.after(steps) : one.power.of(c / lower);
      rho = one.towards(rho, left);
      variance = one.spread(0, left);
      above = c / lower;
    }
    rho = shaken(rho, variance, normal);
    if (p.doubleWell && end < lower) {
      // The time below is all less that from c down to the lower threshold.
      rho = drift(rho, well.after(steps) * StrictMath.pow(above, wellExponent));
    }
    return p.least + range * rho;
  }

  private static double shaken(double rho, double variance, double normal) {
    return normal == 0 || variance <= 0 ? rho : Math.clamp(rho + normal * Math.sqrt(variance), 0, 1);
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
