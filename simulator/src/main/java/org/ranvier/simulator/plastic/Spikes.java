package org.ranvier.simulator.plastic;

/** Steps of spikes as plastic synapses count them: in 4 bytes. */
public final class Spikes {
  /** The step of a spike that never was: so long ago that its traces have died away. */
  public static final int NEVER = Integer.MIN_VALUE / 2;

  /** Differences between any two steps, {@link #NEVER} among them, fit into an int. */
  public static final int LAST_STEP = Integer.MAX_VALUE / 2;

  private Spikes() {}
}
