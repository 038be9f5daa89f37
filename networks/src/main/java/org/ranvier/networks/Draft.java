package org.ranvier.networks;

import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** What all parts of a description share. Each asks here before it changes: the one place that knows whether it still can. */
final class Draft {
  private final String network;
  private TimeGrid grid = TimeGrid.DEFAULT;
  private boolean open = true;

  Draft(String network) {
    this.network = network;
  }

  String network() {
    return network;
  }

  TimeGrid grid() {
    return grid;
  }

  void grid(TimeGrid other) {
    requireOpen();
    grid = other;
  }

  /** From now on nothing changes: it is simulated. */
  void close() {
    open = false;
  }

  void requireOpen() {
    if (!open) {
      throw new RanvierException(
          "network '" + network + "' is being simulated and can no longer be changed; describe it fully before Simulation.of");
    }
  }

  /** The refusal of a part of another network. */
  RanvierException stranger(String where) {
    return new RanvierException(where + " belongs to another network than '" + network + "'");
  }

  /**
   * Refuses a setting where another one was said before: it would silently take its place.
   *
   * @param said whether the other one was
   * @param before how that is written, as in {@code .every(…)}
   * @param mend what to do
   */
  void requireUnsaid(boolean said, String where, String before, String setting, String mend) {
    requireOpen();
    if (said) {
      throw new RanvierException(where + ": " + before + " and " + setting + " exclude each other; " + mend);
    }
  }
}
