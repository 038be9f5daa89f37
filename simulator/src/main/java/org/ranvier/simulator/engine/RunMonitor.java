package org.ranvier.simulator.engine;

/** Watches a run from the calling thread, about ten times a second. */
@FunctionalInterface
public interface RunMonitor {
  /** Does nothing. */
  RunMonitor NONE = (done, total) -> {};

  /**
   * @param done steps done in this run
   * @param total steps of this run
   */
  void progress(long done, long total);
}
