package org.ranvier.networks.values;

import java.util.Locale;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The contact of an electrode through which pulses flow, and what it may be charged with. With the charge {@code Q} of a phase (µC) and the
 * density {@code D = Q/area} (µC/cm²), pulses are refused that break one of
 *
 * <pre>{@code
 * D <= density                    30 µC/cm² unless told otherwise, the usual limit of devices for deep brain stimulation
 * log10(D·Q) <= k                 Shannon 1992, doi:10.1109/10.126616; k = 1.85 is what damaged no tissue there
 * }</pre>
 *
 * and pulses that leave charge behind, unless the device takes it back between pulses, as it is said with {@link #passiveRecovery}.
 *
 * @param areaMm2 surface, above 0; 6 mm² are those of a contact of clinical leads
 * @param share what enters each neuron, in parts of the electrode's current. A point neuron has no place in the field of an electrode:
 *     this number stands for all of that
 * @param densityLimit the most of {@code D}
 * @param shannonLimit the most of {@code k}
 * @param recovers whether charge flows back between pulses, too slowly to act on neurons; that is not simulated
 */
public record Contact(double areaMm2, double share, double densityLimit, double shannonLimit, boolean recovers) {
  public Contact {
    positive("area", areaMm2, "mm²");
    positive("share of the current that enters a neuron", share, "");
    positive("limit of the charge density", densityLimit, "µC/cm²");
    if (!Double.isFinite(shannonLimit)) {
      throw new RanvierException("contact: Shannon's k " + shannonLimit + " must be finite; 1.85 is usual");
    }
  }

  /** A contact with the usual limits, through which neurons get that share of its current. */
  public static Contact of(double areaMm2, double share) {
    return new Contact(areaMm2, share, 30, 1.85, false);
  }

  /** The same with other limits. */
  public Contact limits(double density, double shannon) {
    return new Contact(areaMm2, share, density, shannon, recovers);
  }

  /** The same in a device that takes charge back between pulses. */
  public Contact passiveRecovery() {
    return new Contact(areaMm2, share, densityLimit, shannonLimit, true);
  }

  private static void positive(String what, double value, String unit) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new RanvierException("contact: " + what + " " + value + (unit.isEmpty() ? "" : " " + unit) + " must be finite and above 0");
    }
  }

  /** Charge density of a phase of a charge in µC, in µC/cm². */
  public double density(double chargeUc) {
    return chargeUc / (areaMm2 / 100);
  }

  /** Shannon's k of a phase of a charge in µC. */
  public double shannon(double chargeUc) {
    return Math.log10(density(chargeUc) * chargeUc);
  }

  /** Refuses what would do harm. */
  void check(String where, double chargeUc, boolean balanced) {
    String phase = where + ": " + text(chargeUc) + " µC a phase on " + text(areaMm2) + " mm² are " + text(density(chargeUc)) + " µC/cm²";
    if (density(chargeUc) > densityLimit) {
      throw new RanvierException(phase + ", above the limit of " + text(densityLimit) + " µC/cm²" + mend(densityLimit * areaMm2 / 100));
    }
    if (shannon(chargeUc) > shannonLimit) {
      throw new RanvierException(
          phase + ", Shannon's k = " + text(shannon(chargeUc)) + ", above the limit of " + text(shannonLimit)
              + mend(Math.sqrt(Math.pow(10, shannonLimit) * areaMm2 / 100)));
    }
    if (!balanced && !recovers && chargeUc > 0) {
      throw new RanvierException(
          where + ": each pulse leaves " + text(chargeUc) + " µC behind; balance it with .biphasic(), or say that the device takes it back, with"
              + " Contact.passiveRecovery()");
    }
  }

  private static String mend(double mostUc) {
    return "; lower the amplitude or the width to " + text(mostUc) + " µC a phase, or take a larger contact";
  }

  private static String text(double value) {
    return TimeGrid.trim(Double.parseDouble(String.format(Locale.ROOT, "%.4g", value)));
  }
}
