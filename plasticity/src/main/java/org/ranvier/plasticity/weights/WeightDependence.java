package org.ranvier.plasticity.weights;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.Fused;

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
    return new Additive(aPlus, aMinus);
  }

  /**
   * Soft bounds at 0 and wMax: {@code Δw₊ = λ·(wMax - w)·x}, {@code Δw₋ = -λ·α·w·x} (Rubin, Lee & Sompolinsky 2001,
   * doi:10.1103/PhysRevLett.86.364).
   */
  static WeightDependence multiplicative(double lambda, double alpha, double wMax) {
    return new Gutig(lambda, alpha, 1, 1, wMax);
  }

  /**
   * {@code Δw₊ = λ·wMax·(1 - w/wMax)^μ₊·x}, {@code Δw₋ = -λ·α·wMax·(w/wMax)^μ₋·x}: from additive (μ = 0) to multiplicative (μ =
   * 1) (Gütig et al. 2003, doi:10.1523/JNEUROSCI.23-09-03697.2003).
   */
  static WeightDependence gutig(double lambda, double alpha, double muPlus, double muMinus, double wMax) {
    return new Gutig(lambda, alpha, muPlus, muMinus, wMax);
  }

  /**
   * {@code Δw₊ = λ·w^μ·x}, {@code Δw₋ = -λ·α·w·x}, with w in units of w0: λ·w0^(1-μ) takes the place of λ where w0 is not 1
   * (Morrison, Aertsen & Diesmann 2007, doi:10.1162/neco.2007.19.6.1437).
   */
  static WeightDependence powerLaw(double lambda, double alpha, double mu) {
    return new PowerLaw(lambda, alpha, mu);
  }

  /**
   * {@code Δw₊ = cPlus·x}, {@code Δw₋ = -cMinus·w·x} (van Rossum, Bi & Turrigiano 2000,
   * doi:10.1523/JNEUROSCI.20-23-08812.2000).
   */
  static WeightDependence vanRossum(double cPlus, double cMinus) {
    return new VanRossum(cPlus, cMinus);
  }

  /**
   * {@code Δw₊ = cPlus·e^(-w/(w0·β))·x}; {@code Δw₋ = -cMinus·w/w0·x} for w ≤ w0, above it {@code -cMinus·(1 + ln(1 + s·(w/w0 -
   * 1))/s)·x} (log-STDP: Gilson & Fukai 2011, doi:10.1371/journal.pone.0025339).
   */
  static WeightDependence log(double cPlus, double cMinus, double w0, double beta, double s) {
    return new Log(cPlus, cMinus, w0, beta, s);
  }

  /**
   * As PyNN puts weight dependences together: {@code Δw₊ = A₊·S(μ₊, wMax - w)·x}, {@code Δw₋ = -A₋·S(μ₋, w - wMin)·y}, where {@code S(0, d) =
   * wMax}, {@code S(1, d) = d} and else {@code S(μ, d) = R·(d/R)^μ} with {@code R = wMax - wMin}. With wMin = 0 it is {@link #gutig} with amplitudes of
   * their own, so that either may be 0.
   */
  static WeightDependence softBounds(double aPlus, double aMinus, double muPlus, double muMinus, double wMin, double wMax) {
    return new SoftBounds(aPlus, aMinus, muPlus, muMinus, wMin, wMax);
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

  /** A table of powers, for an exponent that needs one. */
  private static Power table(String name, double mu) {
    notNegative(name, mu);
    return mu == 0 || mu == 1 ? Power.unused(mu) : new Power(mu);
  }

  private static double require(String name, double x, boolean allowed, String what) {
    if (!allowed) {
      throw new RanvierException("weight dependence: " + name + " = " + x + " must be " + what);
    }
    return x;
  }

  /** See {@link #additive}. */
  record Additive(double aPlus, double aMinus) implements WeightDependence {
    public Additive {
      finite("aPlus", aPlus);
      finite("aMinus", aMinus);
    }

    @Override
    public double potentiated(double w, double x) {
      return w + aPlus * x;
    }

    @Override
    public double depressed(double w, double x) {
      return w - aMinus * x;
    }

    @Override
    public String equations() {
      return "w += " + aPlus + "·x, w -= " + aMinus + "·x";
    }
  }

  /** See {@link #gutig}. */
  record Gutig(double lambda, double alpha, double muPlus, double muMinus, double wMax, Power plus, Power minus)
      implements WeightDependence {
    public Gutig {
      finite("lambda", lambda);
      finite("alpha", alpha);
      positive("wMax", wMax);
    }

    Gutig(double lambda, double alpha, double muPlus, double muMinus, double wMax) {
      this(lambda, alpha, muPlus, muMinus, wMax, table("muPlus", muPlus), table("muMinus", muMinus));
    }

    @Override
    public double potentiated(double w, double x) {
      return w + lambda * wMax * power(plus, muPlus, 1 - w / wMax) * x;
    }

    @Override
    public double depressed(double w, double x) {
      return w - lambda * alpha * wMax * power(minus, muMinus, w / wMax) * x;
    }

    private static double power(Power power, double mu, double x) {
      return mu == 0 ? 1 : mu == 1 ? x : power.of(x); // mu is a constant to the JIT
    }

    @Override
    public String equations() {
      return "w += " + lambda + "·" + wMax + "·(1 - w/" + wMax + ")^" + muPlus + "·x, w -= " + lambda * alpha + "·" + wMax
          + "·(w/" + wMax
          + ")^" + muMinus + "·x";
    }
  }

  /** See {@link #powerLaw}. */
  record PowerLaw(double lambda, double alpha, double mu, Power power) implements WeightDependence {
    public PowerLaw {
      finite("lambda", lambda);
      finite("alpha", alpha);
    }

    PowerLaw(double lambda, double alpha, double mu) {
      this(lambda, alpha, notNegative("mu", mu), new Power(mu));
    }

    @Override
    public double potentiated(double w, double x) {
      return w + lambda * power.of(w) * x;
    }

    @Override
    public float potentiated(float w, float x) {
      return Fused.fma((float) lambda * power.of(w), x, w);
    }

    @Override
    public float depressed(float w, float x) {
      return Fused.fma((float) (-lambda * alpha) * w, x, w);
    }

    @Override
    public double depressed(double w, double x) {
      return w - (lambda * alpha) * w * x;
    }

    @Override
    public String equations() {
      return "w += " + lambda + "·w^" + mu + "·x, w -= " + lambda * alpha + "·w·x";
    }
  }

  /** See {@link #vanRossum}. */
  record VanRossum(double cPlus, double cMinus) implements WeightDependence {
    public VanRossum {
      finite("cPlus", cPlus);
      finite("cMinus", cMinus);
    }

    @Override
    public double potentiated(double w, double x) {
      return w + cPlus * x;
    }

    @Override
    public double depressed(double w, double x) {
      return w - cMinus * w * x;
    }

    @Override
    public String equations() {
      return "w += " + cPlus + "·x, w -= " + cMinus + "·w·x";
    }
  }

  /** See {@link #log}. */
  record Log(double cPlus, double cMinus, double w0, double beta, double s) implements WeightDependence {
    public Log {
      finite("cPlus", cPlus);
      finite("cMinus", cMinus);
      positive("w0", w0);
      positive("beta", beta);
      positive("s", s);
    }

    @Override
    public double potentiated(double w, double x) {
      return w + cPlus * StrictMath.exp(-w / (w0 * beta)) * x;
    }

    @Override
    public double depressed(double w, double x) {
      double relative = w / w0;
      return w - cMinus * (relative <= 1 ? relative : 1 + StrictMath.log(1 + s * (relative - 1)) / s) * x;
    }

    @Override
    public String equations() {
      return "w += " + cPlus + "·exp(-w/" + w0 * beta + ")·x, w -= " + cMinus + "·f(w/" + w0
          + ")·x, f(v) = v up to 1, then 1 + ln(1 + "
          + s + "·(v - 1))/" + s;
    }
  }

  /** See {@link #softBounds}. */
  record SoftBounds(double aPlus, double aMinus, double muPlus, double muMinus, double min, double max, Power plus, Power minus)
      implements WeightDependence {
    public SoftBounds {
      require("wMax", max, max > min && min >= 0 && max < Double.POSITIVE_INFINITY, "above wMin = " + min + ", and that 0 or above");
      finite("aPlus", aPlus);
      finite("aMinus", aMinus);
    }

    SoftBounds(double aPlus, double aMinus, double muPlus, double muMinus, double min, double max) {
      this(aPlus, aMinus, muPlus, muMinus, min, max, table("muPlus", muPlus), table("muMinus", muMinus));
    }

    @Override
    public double potentiated(double w, double x) {
      return w + aPlus * size(plus, muPlus, max - w) * x;
    }

    @Override
    public double depressed(double w, double x) {
      return w - aMinus * size(minus, muMinus, w - min) * x;
    }

    /** How much an amplitude of 1 changes a weight that is as far as this from a bound. */
    private double size(Power power, double mu, double distance) {
      if (mu == 0) {
        return max;
      }
      return mu == 1 ? distance : (max - min) * power.of(Math.max(0, distance / (max - min))); // a weight of 4 bytes may lie just outside
    }

    @Override
    public String equations() {
      return "w += " + aPlus + "·" + text(muPlus, max + " - w") + "·x, w -= " + aMinus + "·" + text(muMinus, "w - " + min) + "·y";
    }

    private String text(double mu, String distance) {
      return mu == 0 ? String.valueOf(max) : mu == 1 ? "(" + distance + ")" : (max - min) + "·((" + distance + ")/" + (max - min) + ")^" + mu;
    }
  }
}
