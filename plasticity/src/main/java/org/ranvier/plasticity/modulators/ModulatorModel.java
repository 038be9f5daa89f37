package org.ranvier.plasticity.modulators;

import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A neuromodulator, apart from where it is and what releases it.
 *
 * @param name e.g. {@code dopamine}
 * @param unit of its concentration, e.g. {@code nM}; {@code 1} where it has none
 * @param baseline the concentration that stays when nothing happens
 * @param clearance how it comes back to the baseline
 * @param signed whether the concentration may fall below 0, as a prediction error does; otherwise what would take it there takes it to 0
 */
public record ModulatorModel(String name, String unit, double baseline, Clearance clearance, boolean signed) {
  public ModulatorModel {
    if (name.isBlank()) {
      throw new RanvierException("the name of a modulator is empty; give each a name of its own");
    }
    if (!Double.isFinite(baseline) || (baseline < 0 && !signed)) {
      throw new RanvierException(
          "modulator '" + name + "': baseline " + TimeGrid.trim(baseline) + " " + unit + " must be finite and 0 or above; a signal that may be "
              + "negative is declared signed");
    }
    if (signed && clearance instanceof Clearance.MichaelisMenten) {
      throw new RanvierException(
          "modulator '" + name + "': saturable uptake has no meaning below a concentration of 0; let a signed modulator decay "
              + "exponentially");
    }
  }

  /** The lowest deviation from the baseline that is possible. */
  double floor() {
    return signed ? Double.NEGATIVE_INFINITY : -baseline;
  }
}
