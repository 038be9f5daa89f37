package org.ranvier.simulator.plastic;

import java.util.Arrays;

/** What each fragment saw last of its source, while later spikes are still on their way. */
final class Pending {
  private static final int NONE = -1;

  private final PlasticRows rows;
  private final PreSpikes pre;
  private final int delivered;
  private final int received;
  private final int[] step; // of each source's earliest spike that has not been delivered with the present delay
  private final int[] index; // its place in that step, NONE if there is none

  /**
   * @param delivered spikes have been delivered up to this step
   * @param received spikes are known up to this step
   */
  Pending(PlasticRows rows, PreSpikes pre, int delivered, int received) {
    this.rows = rows;
    this.pre = pre;
    this.delivered = delivered;
    this.received = received;
    step = new int[rows.sources];
    index = new int[rows.sources];
    Arrays.fill(index, NONE);
  }

  /** What is done with a fragment. */
  @FunctionalInterface
  interface Visitor {
    void visit(int source, int begin, int end);
  }

  /** Visits all fragments; before each, {@code event} is told what the fragment saw last. */
  void forEachFragment(PreEvent event, Visitor visitor) {
    int known = received;
    for (int d = 0; d < rows.delays; d++) {
      int delay = rows.minDelay + d;
      for (; known > Math.max(0, delivered - delay); known--) {
        for (int k = pre.count(known) - 1; k >= 0; k--) { // the earlier overwrites the later
          step[pre.neuron(known, k)] = known;
          index[pre.neuron(known, k)] = k;
        }
      }
      for (int s = 0; s < rows.sources; s++) {
        int begin = rows.begin(s, d);
        int end = rows.end(s, d);
        if (end > begin) {
          if (index[s] == NONE) {
            pre.loadNow(s, event);
          } else {
            pre.load(step[s], index[s], event);
          }
          event.source = s;
          event.begin = begin;
          event.end = end;
          event.delay = delay;
          visitor.visit(s, begin, end);
        }
      }
    }
  }
}
