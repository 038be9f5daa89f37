package org.ranvier.simulator.kernel;

/** In which time neurons live. */
public enum Clock {
  /** They are carried from step to step. */
  GRID,
  /** They are carried from event to event, which may be at any time. */
  EXACT
}
