package org.ranvier.networks.study;

import org.ranvier.networks.Simulation;

/** Sees trials as they go; used by several threads, each with a trial of its own. */
public interface TrialListener {
  /** Keeps nothing. */
  TrialListener NONE = new TrialListener() {};

  /** A trial's simulation has been built, and nothing has run. */
  default void begins(String condition, long seed, Simulation simulation) {}

  /** Called between a trial's runs; throws where it is to end early. */
  default void goesOn(Simulation simulation) {}

  /** Called in trials that have no simulation; throws where they are to end early. */
  default void requireGoing() {}

  /** A point of what is learnt. */
  default void point(String condition, long seed, String line, double time, double value) {}

  /** A trial's simulation ends. */
  default void ends(Simulation simulation) {}

  /** A trial is finished. */
  default void ended(Trial trial) {}
}
