package org.ranvier.simulator.state;

/**
 * Something that changes as a network runs. It names once all that changes, and by that it can be saved and gone on from.
 *
 * <p>What follows from the description, or from what else is listed, is no state: caches are made anew when they are needed.
 */
public interface Stateful {
  /** Lists what changes: {@code port} takes it out, or puts in what was taken out before. */
  void state(StatePort port);
}
