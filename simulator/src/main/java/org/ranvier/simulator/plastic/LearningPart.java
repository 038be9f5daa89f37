package org.ranvier.simulator.plastic;

/** One worker's part of a plastic projection, in whichever time its targets live. Used by one thread at a time. */
public interface LearningPart {
  PlasticProjection projection();

  /**
   * Halts learning from now on, or lets it go on. What has reached the synapses up to now has been learned; while they do not learn, no bit of a weight changes, nor of
   * what else has been learned. Not to be called while a run goes on.
   */
  void halt(boolean halt);

  /** Whether learning is halted. */
  boolean isHalted();

  /** Brings all synapses up to date, as far as that can be known, and lets spikes that all have seen be dropped. */
  void sweep();

  /** How often all synapses have been brought up to date. */
  int sweeps();

  /** Number of synapses. */
  long synapses();

  /** Bytes of all arrays: of synapses, targets and sources. */
  long bytes();
}
