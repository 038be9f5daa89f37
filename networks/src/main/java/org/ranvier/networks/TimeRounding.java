package org.ranvier.networks;

/** What is done with given spike times and delays that do not lie on the grid, where they must. */
public enum TimeRounding {
  /** They are refused. */
  NONE,

  /** They are moved to the nearest step. */
  NEAREST,

  /**
   * Spike times are moved to the end of the step in which they lie, as NEST's {@code spike_generator} does with {@code
   * allow_offgrid_times}, and delays to the nearest step, as NEST does always.
   */
  UP;

  @Override
  public String toString() {
    return this == UP ? "spike times rounded up to the grid, delays to its nearest points"
        : this == NEAREST ? "spike times and delays rounded to the nearest points of the grid"
            : "spike times and delays on the grid";
  }
}
