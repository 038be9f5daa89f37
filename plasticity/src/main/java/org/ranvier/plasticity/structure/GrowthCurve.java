package org.ranvier.plasticity.structure;

import org.ranvier.simulator.RanvierException;

/**
 * How fast a neuron's synaptic elements (boutons of its axon, spines of its dendrite) grow or shrink with its rate r (Butz & van Ooyen 2013,
 * doi:10.1371/journal.pcbi.1003259). The calcium of that paper and of NEST's structural plasticity is a low-pass of the spikes, as the rate
 * is: {@code Ca = β·τ·r}.
 */
public sealed interface GrowthCurve {
  /** Change of the number of elements in a second. */
  double perS(double rateHz);

  /**
   * Growth below a target, decline above: {@code dz/dt = ν·(1 - r/ε)}.
   *
   * @param targetHz ε
   * @param nuPerS ν
   */
  record Linear(double targetHz, double nuPerS) implements GrowthCurve {
    public Linear {
      positive("the target of a linear growth curve", targetHz, " Hz");
      finite(nuPerS);
    }

    @Override
    public double perS(double rateHz) {
      return nuPerS * (1 - rateHz / targetHz);
    }

    @Override
    public String toString() {
      return nuPerS + "/s·(1 - r/" + targetHz + " Hz)";
    }
  }

  /**
   * Growth between two rates, decline outside: {@code dz/dt = ν·(2·exp(-((r - ξ)/ζ)²) - 1)}, with {@code ξ = (η + ε)/2} and {@code ζ = (ε - η)/(2·√ln
   * 2)}.
   *
   * @param leastHz η, below which elements are lost
   * @param targetHz ε, above which elements are lost
   * @param nuPerS ν
   */
  record Gaussian(double leastHz, double targetHz, double nuPerS) implements GrowthCurve {
    private static final double LN_2 = StrictMath.log(2);

    public Gaussian {
      if (!(leastHz >= 0 && leastHz < targetHz && targetHz < Double.POSITIVE_INFINITY)) {
        throw new RanvierException(
            "growth curve: the rate below which elements are lost, " + leastHz + " Hz, must be 0 or above and below the target, " + targetHz + " Hz");
      }
      finite(nuPerS);
    }

    @Override
    public double perS(double rateHz) {
      double x = (rateHz - (leastHz + targetHz) / 2) * 2 / (targetHz - leastHz);
      return nuPerS * (2 * StrictMath.exp(-LN_2 * x * x) - 1);
    }

    @Override
    public String toString() {
      return nuPerS + "/s·(2·exp(-((r - ξ)/ζ)²) - 1), 0 at " + leastHz + " and " + targetHz + " Hz";
    }
  }

  private static void positive(String what, double x, String unit) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(what + ", " + x + unit + ", must be above 0");
    }
  }

  private static void finite(double nu) {
    if (!(Double.isFinite(nu) && nu != 0)) {
      throw new RanvierException("growth curve: a rate of growth of " + nu + " elements/s must be finite and not 0");
    }
  }
}
