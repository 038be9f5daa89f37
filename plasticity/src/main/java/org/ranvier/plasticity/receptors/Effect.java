package org.ranvier.plasticity.receptors;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** What the activation {@code a} of a receptor makes of a value {@code x}: a gain, a parameter, an amount of release. */
public sealed interface Effect {
  double of(double x, double activation);

  /**
   * {@code x·(1 + strength·a)}.
   *
   * @param strength 0.5 for half as much again at full activation, -1 for none left
   */
  record Scaled(double strength) implements Effect {
    public Scaled {
      requireFinite("strength", strength);
    }

    @Override
    public double of(double x, double a) {
      return x * (1 + strength * a);
    }

    @Override
    public String toString() {
      return "× (1 + " + TimeGrid.trim(strength) + "·a)";
    }
  }

  /** {@code x + change·a}, in the unit of {@code x}. */
  record Shifted(double change) implements Effect {
    public Shifted {
      requireFinite("change", change);
    }

    @Override
    public double of(double x, double a) {
      return x + change * a;
    }

    @Override
    public String toString() {
      return "+ " + TimeGrid.trim(change) + "·a";
    }
  }

  /** {@code x·(without + (with - without)·a)}: what is multiplied at no activation and at full activation. */
  record Between(double without, double with) implements Effect {
    public Between {
      requireFinite("factor", without);
      requireFinite("factor", with);
    }

    @Override
    public double of(double x, double a) {
      return x * (without + (with - without) * a);
    }

    @Override
    public String toString() {
      return "× " + TimeGrid.trim(without) + " … " + TimeGrid.trim(with);
    }
  }

  private static void requireFinite(String what, double x) {
    if (!Double.isFinite(x)) {
      throw new RanvierException(what + " " + x + " of a receptor's effect must be finite");
    }
  }
}
