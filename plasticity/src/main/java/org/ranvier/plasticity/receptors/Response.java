package org.ranvier.plasticity.receptors;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** A dose–response curve: the activation of a receptor by a lasting concentration. */
public sealed interface Response {

  /** The activation at a concentration; one below 0 counts as 0, but for {@link Signed}. */
  double at(double concentration);

  /**
   * Hill's equation, {@code n^h / (EC50^h + n^h)}.
   *
   * @param ec50 the concentration of half activation, above 0
   * @param coefficient {@code h}, above 0; 1 for a single binding site
   */
  record Hill(double ec50, double coefficient) implements Response {
    public Hill {
      requirePositive("EC50", ec50);
      requirePositive("Hill coefficient", coefficient);
    }

    @Override
    public double at(double n) {
      return n > 0 ? 1 / (1 + Math.pow(ec50 / n, coefficient)) : 0;
    }

    /** How much faster than it comes off the ligand goes on: {@code (n/EC50)^h}. */
    double onRate(double n) {
      return n > 0 ? Math.pow(n / ec50, coefficient) : 0;
    }

    @Override
    public String toString() {
      return "half at " + TimeGrid.trim(ec50) + (coefficient == 1 ? "" : ", Hill coefficient " + TimeGrid.trim(coefficient));
    }
  }

  /**
   * A curve that rises and falls again: the activation of one receptor while another is free, {@code rise·(1 - fall)}. With a higher
   * EC50 of {@code fall} it is the inverted U of prefrontal catecholamines.
   */
  record InvertedU(Hill rise, Hill fall) implements Response {
    public InvertedU {
      if (!(fall.ec50() > rise.ec50())) {
        throw new RanvierException(
            "inverted U: the EC50 of its fall, " + TimeGrid.trim(fall.ec50()) + ", must be above that of its rise, "
                + TimeGrid.trim(rise.ec50()));
      }
    }

    @Override
    public double at(double n) {
      return rise.at(n) * (1 - fall.at(n));
    }

    @Override
    public String toString() {
      return "rising (" + rise + ") and falling (" + fall + ")";
    }
  }

  /**
   * {@code slope·c}, also below 0: what a pair of opponent receptors makes of a signed concentration.
   *
   * @param slope per unit of the concentration
   */
  record Signed(double slope) implements Response {
    public Signed {
      if (!Double.isFinite(slope)) {
        throw new RanvierException("slope of a response " + slope + " must be finite");
      }
    }

    @Override
    public double at(double n) {
      return slope * n;
    }

    @Override
    public String toString() {
      return TimeGrid.trim(slope) + " × signed concentration";
    }
  }

  /**
   * In proportion, {@code slope·n}, without saturation.
   *
   * @param slope activation per concentration
   */
  record Proportional(double slope) implements Response {
    public Proportional {
      if (!Double.isFinite(slope)) {
        throw new RanvierException("slope of a response " + slope + " must be finite");
      }
    }

    @Override
    public double at(double n) {
      return slope * Math.max(0, n);
    }

    @Override
    public String toString() {
      return TimeGrid.trim(slope) + " × concentration";
    }
  }

  private static void requirePositive(String what, double x) {
    if (!(x > 0 && Double.isFinite(x))) {
      throw new RanvierException(what + " " + x + " must be above 0 and finite");
    }
  }
}
