package org.ranvier.networks.systems.stimulation;

import org.ranvier.networks.study.Plan;

/**
 * How a learner sees: the power by eight levels in equal steps from that under pulses in disease to that of disease; or fine, by sixteen in equal steps of
 * the logarithm of what it is above that which pulses leave in any case; and with time cells or without.
 *
 * <p>Time cells fire after the first choice of pulses, the 2nd and 3rd, the 4th to 7th, 8th to 15th or a later one in a row, and others after as many of
 * none: the later, the wider, as the microstimuli of Ludvig, Sutton & Kehoe 2008, doi:10.1162/neco.2008.11-07-654.
 */
final class Eyes {
  static final String FINE = "fine";
  static final String MEMORY = "memory";

  private static final int TIMES = 5; // of pulses, and as many without

  private final PlantKind kind;
  private final boolean fine;
  private final boolean memory;
  private boolean on;
  private int choices;

  Eyes(PlantKind kind, boolean fine, boolean memory) {
    this.kind = kind;
    this.fine = fine;
    this.memory = memory;
  }

  static Eyes of(Plan plan) {
    return new Eyes(PlantKind.of(plan), plan.has(FINE), plan.has(MEMORY));
  }

  /**
   * What is seen when a choice has been done.
   *
   * @param pulses what was chosen
   */
  Sight see(double power, boolean pulses) {
    choices = pulses == on ? choices + 1 : 1;
    on = pulses;
    return seen(power);
  }

  /** What is seen before the first choice, as if pulses had never been. */
  Sight first(double power) {
    on = false;
    choices = 1 << TIMES;
    return seen(power);
  }

  private Sight seen(double power) {
    int time = Math.min(TIMES - 1, 31 - Integer.numberOfLeadingZeros(choices)) + (on ? TIMES : 0);
    int levels = fine ? 16 : 8;
    double level = (levels - 1) * (fine ? kind.logarithmic(power) : kind.level(power));
    return memory ? new Sight(level, levels, time, 2 * TIMES) : new Sight(level, levels, 0, 0);
  }
}
