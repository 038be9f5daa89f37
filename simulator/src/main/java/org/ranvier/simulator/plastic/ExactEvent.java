package org.ranvier.simulator.plastic;

/** A spike of a source and the synapses that it reaches, {@code begin … end - 1}; times in ms. */
public final class ExactEvent {
  /** Index of the source in its population. */
  public int source;

  public int begin;
  public int end;

  /** When the source fires. */
  public double spike;

  /** When it fired before that, {@link ExactPlasticKernel#NEVER} if it did not. */
  public double previous;

  /** The rule's values of the source as they were before this spike, from index {@link #at} on. */
  public double[] values = {};

  public int at;

  /** The target's spikes that reached the synapses up to here have been taken account of. */
  public double swept;
}
