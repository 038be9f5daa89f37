package org.ranvier.plasticity.rules;

import org.ranvier.plasticity.loops.Loops;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.CalciumCourse;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticRule;

/**
 * Calcium-based plasticity (Graupner & Brunel 2012, doi:10.1073/pnas.1109359109): the calcium c rises by C_pre and C_post at
 * spikes of either side and decays with τ_Ca; above θ_d the weight is depressed, above θ_p potentiated:
 *
 * <pre>{@code τ·dρ/dt = γ_p·(1 - ρ)·[c > θ_p] - γ_d·ρ·[c > θ_d] - ρ·(1 - ρ)·(1/2 - ρ),  w = w₀ + ρ·(w₁ - w₀)}</pre>
 *
 * <p>It is computed in closed form from event to event. The last term, the double well, is left out unless asked for (Graupner, Wallisch &
 * Ostojic 2016, doi:10.1523/JNEUROSCI.0104-16.2016), and then acts while c is below both thresholds, where it is a thousand times smaller than the
 * others. With noise there is {@code σ·√τ·√([c > θ_d] + [c > θ_p])·ξ(t)} beside them; it is drawn at the spikes of either side, so a weight that is read
 * between two of them is without that of the time since, and ρ stays between 0 and 1. Synapses of one pair with one delay have the same noise.
 *
 * <p>The calcium of a pre-synaptic spike comes after a delay D, which transmission does not have.
 *
 * @param jumpPre C_pre
 * @param jumpPost C_post
 * @param tauCalciumMs τ_Ca
 * @param thresholdDepression θ_d
 * @param thresholdPotentiation θ_p
 * @param rateDepression γ_d
 * @param ratePotentiation γ_p
 * @param tauMs τ
 * @param doubleWell whether there is a double well
 * @param least w₀
 * @param largest w₁
 * @param sigma σ, 0 for no noise
 * @param preDelayMs D
 */
public record Calcium(
    double jumpPre, double jumpPost, double tauCalciumMs, double thresholdDepression, double thresholdPotentiation,
    double rateDepression, double ratePotentiation, double tauMs, boolean doubleWell, double least, double largest, double sigma,
    double preDelayMs)
    implements LearningRule {

  public Calcium {
    positive("tau_Ca", tauCalciumMs, " ms");
    positive("theta_d", thresholdDepression, "");
    positive("theta_p", thresholdPotentiation, "");
    positive("tau", tauMs, " ms");
    notNegative("C_pre", jumpPre);
    notNegative("C_post", jumpPost);
    notNegative("gamma_d", rateDepression);
    notNegative("gamma_p", ratePotentiation);
    notNegative("sigma", sigma);
    if (!(preDelayMs >= 0 && preDelayMs <= 1000)) {
      throw new RanvierException("calcium rule: the delay D = " + preDelayMs + " ms of the calcium must be between 0 and 1000 ms");
    }
    if (!(least >= 0 && least < largest && largest < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(
          "calcium rule: the least weight, " + least + ", must be 0 or above and below the largest, " + largest);
    }
  }

  /**
   * The parameters of the paper's figure 1 for a curve with depression before and potentiation after, weights between two
   * values.
   */
  public static Calcium between(double least, double largest) {
    return new Calcium(1, 2, 20, 1, 1.3, 200, 321.808, 150e3, false, least, largest, 0, 0);
  }

  /** Other jumps of the calcium. */
  public Calcium jumps(double pre, double post) {
    return new Calcium(
        pre, post, tauCalciumMs, thresholdDepression, thresholdPotentiation, rateDepression, ratePotentiation, tauMs,
        doubleWell, least, largest, sigma, preDelayMs);
  }

  /** Other thresholds. */
  public Calcium thresholds(double depression, double potentiation) {
    return new Calcium(
        jumpPre, jumpPost, tauCalciumMs, depression, potentiation, rateDepression, ratePotentiation, tauMs,
        doubleWell, least, largest, sigma, preDelayMs);
  }

  /** Other rates, and the time constant by which they are divided. */
  public Calcium rates(double depression, double potentiation, double tauMs) {
    return new Calcium(
        jumpPre, jumpPost, tauCalciumMs, thresholdDepression, thresholdPotentiation, depression, potentiation, tauMs,
        doubleWell, least, largest, sigma, preDelayMs);
  }

  /** Another time constant of the calcium. */
  public Calcium tauCalciumMs(double tau) {
    return new Calcium(
        jumpPre, jumpPost, tau, thresholdDepression, thresholdPotentiation, rateDepression, ratePotentiation, tauMs,
        doubleWell, least, largest, sigma, preDelayMs);
  }

  /** Weights that drift to the least or the largest while nothing happens. */
  public Calcium withDoubleWell() {
    return new Calcium(
        jumpPre, jumpPost, tauCalciumMs, thresholdDepression, thresholdPotentiation, rateDepression,
        ratePotentiation, tauMs, true, least, largest, sigma, preDelayMs);
  }

  /** Noise of strength σ while the calcium is above a threshold; 2.8284 in the paper. */
  public Calcium noise(double sigma) {
    return new Calcium(
        jumpPre, jumpPost, tauCalciumMs, thresholdDepression, thresholdPotentiation, rateDepression,
        ratePotentiation, tauMs, doubleWell, least, largest, sigma, preDelayMs);
  }

  /** The delay D from a pre-synaptic spike to its calcium, rounded to the grid; 13.7 ms in the paper's figure 1. */
  public Calcium preDelayMs(double delay) {
    return new Calcium(
        jumpPre, jumpPost, tauCalciumMs, thresholdDepression, thresholdPotentiation, rateDepression,
        ratePotentiation, tauMs, doubleWell, least, largest, sigma, delay);
  }

  private static void positive(String name, double x, String unit) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("calcium rule: " + name + " = " + x + unit + " must be above 0");
    }
  }

  private static void notNegative(String name, double x) {
    if (!(x >= 0 && x < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("calcium rule: " + name + " = " + x + " must be 0 or above");
    }
  }

  @Override
  public String name() {
    return "calcium rule";
  }

  @Override
  public String equations() {
    return "calcium: " + tauMs + " ms·dρ/dt = " + ratePotentiation + "·(1 - ρ)·[c > " + thresholdPotentiation + "] - "
        + rateDepression + "·ρ·[c > "
        + thresholdDepression + "]" + (doubleWell ? " - ρ·(1 - ρ)·(1/2 - ρ)" : "")
        + (sigma == 0 ? "" : " + noise of " + sigma) + (preDelayMs == 0 ? "" : ", D = " + preDelayMs + " ms") + ", C_pre = " + jumpPre + ", C_post = "
            + jumpPost
        + ", tau_Ca = " + tauCalciumMs + " ms, weights from " + least + " to " + largest;
  }

  @Override
  public String source() {
    return "Graupner & Brunel 2012, doi:10.1073/pnas.1109359109";
  }

  @Override
  public Bounds bounds() {
    return new Bounds(least, largest);
  }

  @Override
  public boolean keepsSign() {
    return true;
  }

  @Override
  public PlasticRule compile(Transmission transmission) {
    var parameters =
        new CalciumCourse.Parameters(
            tauCalciumMs, thresholdDepression, thresholdPotentiation, rateDepression, ratePotentiation, tauMs, doubleWell,
                least, largest, sigma);
    return Loops.calcium(jumpPre, jumpPost, preDelayMs, parameters, transmission);
  }
}
