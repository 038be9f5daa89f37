package org.ranvier.plasticity.modulators;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** What the spikes of a source release. */
public sealed interface Release {
  /** By how much the concentration rises where the spike releases. */
  double amount();

  /**
   * Each spike releases {@code amount}, times the weight of its neuron. With {@code amount = 1/τ} and exponential decay the
   * concentration is the low-passed spike train of unit area that NEST's volume transmitter gives to its dopamine synapses.
   */
  record PerSpike(double amount) implements Release {
    public PerSpike {
      requireFinite(amount);
    }

    @Override
    public String toString() {
      return TimeGrid.trim(amount) + " per spike";
    }
  }

  /**
   * Only spikes that come together release: when {@code spikes} of them have come within {@code windowMs}, {@code amount} is released
   * once, and the count begins anew.
   */
  record PerVolley(double amount, int spikes, double windowMs) implements Release {
    public PerVolley {
      requireFinite(amount);
      if (spikes < 1) {
        throw new RanvierException("a volley of " + spikes + " spikes is none; at least 1 is needed");
      }
      if (!(windowMs > 0 && Double.isFinite(windowMs))) {
        throw new RanvierException("window of a volley " + windowMs + " ms must be above 0 and finite");
      }
    }

    @Override
    public String toString() {
      return TimeGrid.trim(amount) + " per volley of " + spikes + " spikes within " + TimeGrid.trim(windowMs) + " ms";
    }
  }

  private static void requireFinite(double amount) {
    if (!Double.isFinite(amount)) {
      throw new RanvierException("amount of release " + amount + " must be finite");
    }
  }
}
