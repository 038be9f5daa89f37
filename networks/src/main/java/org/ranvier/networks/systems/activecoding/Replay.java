package org.ranvier.networks.systems.activecoding;

import org.ranvier.simulator.random.RandomStream;

/** The last transitions. */
final class Replay {
  /**
   * What was done and what came of it.
   *
   * @param isLast whether the goal was reached, so that nothing follows
   */
  record Transition(double[] before, int action, double reward, double[] after, boolean isLast) {}

  private final Transition[] kept;
  private int count;

  Replay(int most) {
    kept = new Transition[most];
  }

  void add(Transition t) {
    kept[count++ % kept.length] = t;
  }

  Transition any(RandomStream random) {
    return kept[(int) (Math.min(count, kept.length) * random.nextDouble())];
  }
}
