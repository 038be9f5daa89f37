package org.ranvier.simulator.workers;

/** Work that is done in rounds, each divided into as many parts as there are workers. */
public interface RoundTask {
  /**
   * Whether there is a round of that number, counted from 0. It is asked by several threads, some of them late, once the round
   * before has ended, and must give each the same answer: it may depend only on what was done before that end.
   */
  boolean has(long round);

  /** Does a part of a round. All parts of the round before have been done, and what they wrote is visible. */
  void run(int part, long round);
}
