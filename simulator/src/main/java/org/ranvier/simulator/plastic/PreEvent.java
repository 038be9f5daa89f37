package org.ranvier.simulator.plastic;

/**
 * A spike of a source that reaches a fragment: the synapses {@code begin … end - 1}, which share the source and the delay from
 * soma to soma. The engine reuses it.
 */
public final class PreEvent {
  /** The synapses. */
  public int begin;

  public int end;

  /** The source, an index in its population. */
  public int source;

  /** Steps from the spike to the input of the target: axonal and dendritic delay together. */
  public int delay;

  /** The step in which the source fired. */
  public int spike;

  /** The step of its spike before, which these synapses saw last; {@link Spikes#NEVER} if there was none. */
  public int previous;

  /** Post-synaptic spikes that reached the synapse at or before this step have been taken account of. */
  public int swept;

  /** Whether it is delivered to copies of the synapses for reading, before it is due, and so not in the order of time. */
  public boolean ahead;

  /** Holds the {@linkplain PlasticKernel#sourceValues values of the source} after the spike before. */
  public double[] values = {};

  /** Where they begin. */
  public int at;
}
