package org.ranvier.plasticity.kinetics;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** How a concentration {@code n} returns to its baseline {@code B} when nothing is released. */
public sealed interface Clearance {

  /** It does not: {@code dn/dt = 0}. */
  record None() implements Clearance {
    @Override
    public String toString() {
      return "no uptake";
    }
  }

  /**
   * {@code dn/dt = -(n - B)/τ}.
   *
   * @param tauMs {@code τ}, above 0
   */
  record Exponential(double tauMs) implements Clearance {
    public Exponential {
      requirePositive("time constant of the decay", tauMs, "ms");
    }

    @Override
    public String toString() {
      return "decay with " + TimeGrid.trim(tauMs) + " ms";
    }
  }

  /**
   * Saturable uptake, {@code dn/dt = p - V·n/(K + n)}, where the constant production {@code p = V·B/(K + B)} keeps the baseline.
   *
   * <p>In the deviation {@code m = n - B} this is again a Michaelis–Menten equation, {@code dm/dt = -V'·m/(K' + m)} with
   * {@code K' = K + B} and {@code V' = V·K/(K + B)}, whose solution is {@code m(t) = K'·W((m0/K')·e^((m0 - V't)/K'))} with
   * Lambert's {@code W} (Schnell & Mendoza 1997, doi:10.1006/jtbi.1997.0425).
   *
   * @param maxRatePerMs {@code V}, concentration per ms, above 0
   * @param halfConcentration {@code K}, above 0
   */
  record MichaelisMenten(double maxRatePerMs, double halfConcentration) implements Clearance {
    public MichaelisMenten {
      requirePositive("largest rate of the uptake", maxRatePerMs, "per ms");
      requirePositive("concentration at which the uptake is half its largest", halfConcentration, "");
    }

    @Override
    public String toString() {
      return "uptake of at most " + TimeGrid.trim(maxRatePerMs) + " per ms, half at " + TimeGrid.trim(halfConcentration);
    }
  }

  /** A signal rather than a substance: what is released at a grid point lasts for the step that follows, and no longer. */
  record Momentary() implements Clearance {
    @Override
    public String toString() {
      return "lasts a step";
    }
  }

  private static void requirePositive(String what, double x, String unit) {
    if (!(x > 0 && Double.isFinite(x))) {
      throw new RanvierException(what + " " + (x + " " + unit).trim() + " must be above 0 and finite");
    }
  }
}
