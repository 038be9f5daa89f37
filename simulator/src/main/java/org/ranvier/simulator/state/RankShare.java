package org.ranvier.simulator.state;

import org.ranvier.simulator.ranks.Ranks;

/**
 * Which neurons of a population a rank has.
 *
 * @param ranks all
 * @param order the ranks in the order of their neurons
 * @param from the first here
 * @param to after the last here
 */
public record RankShare(Ranks ranks, int[] order, int from, int to) {
  /** Whether this is the only process. */
  public boolean isAlone() {
    return ranks.size() == 1;
  }

  /** The part of an owner that has a value for each of the neurons. */
  public StatePort of(StatePort port) {
    return isAlone() ? port : port.within(from, to);
  }
}
