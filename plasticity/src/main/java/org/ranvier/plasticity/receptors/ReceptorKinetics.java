package org.ranvier.plasticity.receptors;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** How fast a receptor follows the concentration. */
public sealed interface ReceptorKinetics {

  /** At once: the activation is that of the dose–response curve. */
  record Instant() implements ReceptorKinetics {
    @Override
    public String toString() {
      return "at once";
    }
  }

  /**
   * Mass action with a {@link Response.Hill}: {@code da/dt = k_off·((n/EC50)^h·(1 - a) - a)}. In the end the activation is that of the
   * curve; the more ligand, the sooner.
   *
   * @param offPerMs {@code k_off}, above 0
   */
  record Binding(double offPerMs) implements ReceptorKinetics {
    public Binding {
      requirePositive("rate of unbinding", offPerMs);
    }

    @Override
    public String toString() {
      return "unbinding at " + TimeGrid.trim(offPerMs) + " per ms";
    }
  }

  /**
   * Second messengers: {@code da/dt = (a∞(n) - a)/τ} with one time constant for the rise and one for the fall.
   *
   * @param riseMs {@code τ} while the activation rises, above 0
   * @param fallMs {@code τ} while it falls, above 0
   */
  record Cascade(double riseMs, double fallMs) implements ReceptorKinetics {
    public Cascade {
      requirePositive("time constant of activation", riseMs);
      requirePositive("time constant of deactivation", fallMs);
    }

    @Override
    public String toString() {
      return "rising with " + TimeGrid.trim(riseMs) + " ms, falling with " + TimeGrid.trim(fallMs) + " ms";
    }
  }

  private static void requirePositive(String what, double x) {
    if (!(x > 0 && Double.isFinite(x))) {
      throw new RanvierException(what + " " + x + " of a receptor must be above 0 and finite");
    }
  }
}
