package org.ranvier.plasticity.weights;

import org.ranvier.simulator.RanvierException;

/**
 * How much a pairing changes a weight, given the weight. {@code x} is the trace of the spikes that came before on the other side:
 * 1 where the two spikes coincide.
 *
 * <p>Weights are magnitudes, without the sign of an inhibitory synapse. A user's own dependence is a record or any other class
 * with these two methods; each rule runs in a class of its own, so that they cost no call.
 */
public interface WeightDependence {
  /** The weight after potentiation; bounds are applied elsewhere. */
  double potentiated(double w, double x);

  /** The weight after depression. */
  double depressed(double w, double x);

  /** {@link #potentiated(double, double)} for weights of 4 bytes, rounded to that. */
  default float potentiated(float w, float x) {
    return (float) potentiated((double) w, (double) x);
  }

  /** {@link #depressed(double, double)} for weights of 4 bytes, rounded to that. */
  default float depressed(float w, float x) {
    return (float) depressed((double) w, (double) x);
  }

  /** In words: the equations. */
  String equations();

  /** {@code Δw₊ = aPlus·x}, {@code Δw₋ = -aMinus·x} (Song, Miller & Abbott 2000, doi:10.1038/78829). */
  static WeightDependence additive(double aPlus, double aMinus) {
    return new Additive(finite("aPlus", aPlus), finite("aMinus", aMinus));
  }

  /**
   * Soft bounds at 0 and wMax: {@code Δw₊ = λ·(wMax - w)·x}, {@code Δw₋ = -λ·α·w·x} (Rubin, Lee & Sompolinsky 2001,
   * doi:10.1103/PhysRevLett.86.364).
   */
  static WeightDependence multiplicative(double lambda, double alpha, double wMax) {
    return new Gutig(finite("lambda", lambda), finite("alpha", alpha), 1, 1, positive("wMax", wMax));
  }

  /**
   * {@code Δw₊ = λ·wMax·(1 - w/wMax)^μ₊·x}, {@code Δw₋ = -λ·α·wMax·(w/wMax)^μ₋·x}: from additive (μ = 0) to multiplicative (μ =
   * 1) (Gütig et al. 2003, doi:10.1523/JNEUROSCI.23-09-03697.2003).
   */
  static WeightDependence gutig(double lambda, double alpha, double muPlus, double muMinus, double wMax) {
    return new Gutig(
        finite("lambda", lambda), finite("alpha", alpha), notNegative("muPlus", muPlus), notNegative("muMinus", muMinus),
        positive("wMax", wMax));
  }

  /**
   * {@code Δw₊ = λ·w^μ·x}, {@code Δw₋ = -λ·α·w·x}, with w in units of w0: λ·w0^(1-μ) takes the place of λ where w0 is not 1
   * (Morrison, Aertsen & Diesmann 2007, doi:10.1162/neco.2007.19.6.1437).
   */
  static WeightDependence powerLaw(double lambda, double alpha, double mu) {
    return new PowerLaw(finite("lambda", lambda), finite("alpha", alpha), notNegative("mu", mu));
  }

  /**
   * {@code Δw₊ = cPlus·x}, {@code Δw₋ = -cMinus·w·x} (van Rossum, Bi & Turrigiano 2000,
   * doi:10.1523/JNEUROSCI.20-23-08812.2000).
   */
  static WeightDependence vanRossum(double cPlus, double cMinus) {
    return new VanRossum(finite("cPlus", cPlus), finite("cMinus", cMinus));
  }

  /**
   * {@code Δw₊ = cPlus·e^(-w/(w0·β))·x}; {@code Δw₋ = -cMinus·w/w0·x} for w ≤ w0, above it {@code -cMinus·(1 + ln(1 + s·(w/w0 -
   * 1))/s)·x} (log-STDP: Gilson & Fukai 2011, doi:10.1371/journal.pone.0025339).
   */
  static WeightDependence log(double cPlus, double cMinus, double w0, double beta, double s) {
    return new Log(finite("cPlus", cPlus), finite("cMinus", cMinus), positive("w0", w0), positive("beta", beta), positive("s",
        s));
  }

  /**
   * As PyNN puts weight dependences together: {@code Δw₊ = A₊·S(μ₊, wMax - w)·x}, {@code Δw₋ = -A₋·S(μ₋, w - wMin)·y}, where {@code S(0, d) =
   * wMax}, {@code S(1, d) = d} and else {@code S(μ, d) = R·(d/R)^μ} with {@code R = wMax - wMin}. With wMin = 0 it is {@link #gutig} with amplitudes of
   * their own, so that either may be 0.
   */
  static WeightDependence softBounds(double aPlus, double aMinus, double muPlus, double muMinus, double wMin, double wMax) {
    require("wMax", wMax, wMax > wMin && wMin >= 0 && wMax < Double.POSITIVE_INFINITY, "above wMin = " + wMin + ", and that 0 or above");
    return new SoftBounds(
        finite("aPlus", aPlus), finite("aMinus", aMinus), notNegative("muPlus", muPlus), notNegative("muMinus", muMinus), wMin, wMax);
  }

  private static double finite(String name, double x) {
    return require(name, x, Double.isFinite(x), "finite");
  }

  private static double positive(String name, double x) {
    return require(name, x, x > 0 && x < Double.POSITIVE_INFINITY, "above 0");
  }

  private static double notNegative(String name, double x) {
    return require(name, x, x >= 0 && x < Double.POSITIVE_INFINITY, "0 or above");
  }

  private static double require(String name, double x, boolean allowed, String what) {
    if (!allowed) {
      throw new RanvierException("weight dependence: " + name + " = " + x + " must be " + what);
    }
    return x;
  }
}
