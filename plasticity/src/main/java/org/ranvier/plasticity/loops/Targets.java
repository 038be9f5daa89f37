package org.ranvier.plasticity.loops;

import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PostArchive;

/** What all targets of a projection have in common for a fragment: loops over dense arrays. */
final class Targets {
  /** The code of as many spikes or more, and of more than one spike that is still in the dendrite. */
  static final int MANY = 4;

  /** Number of codes: {@code n} below {@link #MANY} for n spikes, {@code MANY + 1 + n} if there is one more in the dendrite. */
  static final int CODES = 8;

  private final PostArchive post;
  private final Decay minus;
  private final boolean nearest;
  private final double[] trace;
  private final int[] spikes;
  private int seen = Integer.MIN_VALUE; // the step of which the traces are
  private long version = -1;

  /**
   * @param nearest whether only the last spike counts in the trace
   */
  Targets(PostArchive post, boolean nearest) {
    this.post = post;
    this.nearest = nearest;
    minus = post.decay(0);
    trace = new double[post.neurons()];
    spikes = new int[post.neurons()];
  }

  /** Makes {@link #traces} those of the spikes strictly before {@code high}. */
  void look(int high) {
    if (seen == high && version == post.version()) {
      return;
    }
    for (int i = 0; i < trace.length; i++) {
      trace[i] = trace(i, high);
    }
    seen = high;
    version = post.version();
  }

  double[] traces() {
    return trace;
  }

  /** The trace of the spikes of a target strictly before {@code high}. */
  double trace(int i, int high) {
    int last = post.last(i);
    if (last < high) {
      return (nearest ? 1 : post.lastValue(0, i)) * minus.after(high - last);
    }
    int n = post.newest(i);
    while (post.step(i, n) >= high) {
      n--;
    }
    return (nearest ? 1 : post.value(0, i, n)) * minus.after(high - post.step(i, n));
  }

  /** Counts each target's spikes in {@code low < step ≤ high}, as codes. */
  void count(int low, int high) {
    count(post.recent(0), post.recent(1), post.recent(2), post.recent(3), low, high, spikes);
  }

  private static void count(int[] r0, int[] r1, int[] r2, int[] r3, int low, int high, int[] spikes) {
    for (int i = 0; i < spikes.length; i++) {
      spikes[i] = spikes(r0[i], r1[i], r2[i], r3[i], low, high);
    }
  }

  int[] spikes() {
    return spikes;
  }

  /** The code for a target's last four spikes: how many are after {@code low}, and of these after {@code high}. No branches. */
  static int spikes(int r0, int r1, int r2, int r3, int low, int high) {
    int n = ((low - r0) >>> 31) + ((low - r1) >>> 31) + ((low - r2) >>> 31) + ((low - r3) >>> 31);
    int many = (n >>> 2) | ((high - r1) >>> 31);
    return (n + ((high - r0) >>> 31) * MANY) * (1 - many) + MANY * many;
  }

  /** How many spikes are after {@code low} and up to {@code high}, by a code other than {@link #MANY}. */
  static int fired(int code) {
    return code > MANY ? code - MANY - 1 : code;
  }

  /** How many spikes are after {@code high}, by a code other than {@link #MANY}. */
  static int inDendrite(int code) {
    return code > MANY ? 1 : 0;
  }
}
