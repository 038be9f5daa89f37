package org.ranvier.simulator.plastic;

import org.ranvier.simulator.state.Share;
import org.ranvier.simulator.state.StatePort;

/**
 * Where the synapses of a projection are that has been rewired, by source, then delay, then target block.
 *
 * @param source of each
 * @param delay of each, in steps
 * @param target of each, in its population
 * @param dendritic part of each delay where these are drawn, else of no meaning
 */
record SynapseList(int[] source, int[] delay, int[] target, int[] dendritic) {
  /** Room for so many. */
  static SynapseList of(int size) {
    return new SynapseList(new int[size], new int[size], new int[size], new int[size]);
  }

  /** Lists them, which have a share of all; returns those that go on. */
  SynapseList state(StatePort port, Share share) {
    return new SynapseList(
        port.array("source", "1", source, share), port.array("delay", "step", delay, share), port.array("target", "1", target, share),
        port.array("dendritic", "step", dendritic, share));
  }

  /** Rows of those that end at some targets, without weights. */
  PlasticRows rows(PlasticProjection projection, PlasticRows like, int firstTarget, int targets) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    int size = 0;
    for (int q = 0; q < source.length; q++) {
      if (target[q] >= firstTarget && target[q] < firstTarget + targets) {
        least = Math.min(least, delay[q]);
        most = Math.max(most, delay[q]);
        size++;
      }
    }
    int minDelay = size == 0 ? 1 : least;
    int delays = size == 0 ? 0 : most - least + 1;
    int[] fragment = new int[PlasticRows.tableSize(projection, like.sources, delays)];
    var synapses = like.synapses.sized(size, projection.rule().columns());
    int n = 0;
    int filled = 0; // fragments whose end is known
    for (int q = 0; q < source.length; q++) {
      if (target[q] >= firstTarget && target[q] < firstTarget + targets) {
        int at = source[q] * delays + delay[q] - minDelay;
        while (filled < at) {
          fragment[++filled] = n;
        }
        synapses.place(n++, target[q] - firstTarget, 0, dendritic[q]);
      }
    }
    while (filled < fragment.length - 1) {
      fragment[++filled] = n;
    }
    return new PlasticRows(like.sources, minDelay, delays, fragment, synapses);
  }
}
