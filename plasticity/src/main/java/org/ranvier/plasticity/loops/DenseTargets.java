package org.ranvier.plasticity.loops;

import java.util.Arrays;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.Spikes;

/**
 * What the spikes of all targets of a projection mean to any of its sources, where all synapses have the same dendritic delay: arrays over the targets,
 * brought up to date once a step.
 *
 * <p>A target's spike is <em>here</em> when it has passed the dendrite. Steps are as in {@link PairLoop}: {@code high} is the last step of which spikes are here.
 */
final class DenseTargets {
  /** So many last spikes that are here stand in arrays. */
  static final int LEVELS = 4;

  /** Factors are cut there: such spikes are too old for any source that asks. */
  private static final float MOST = 0x1p122f;

  private static final int MOST_SHIFT = 100;

  private final PostArchive post;
  private final Targets targets;
  private final GridFall plus;
  private final int delay;
  private final int[][] step = new int[LEVELS][]; // [k][target]: of its last spike here but k
  private final float[][] fall = new float[LEVELS][]; // the exponential at that step times 2^exponent
  private final int[] number; // in the archive, of its last spike here
  private final float[] trace;
  private int exponent;
  private int taken = Integer.MIN_VALUE; // spikes are here up to this step
  private int seen = Integer.MIN_VALUE; // the step of which the traces are
  // Spikes that are still in the dendrite: target and step, in a ring.
  private int[] comingTarget = new int[64];
  private int[] comingStep = new int[64];
  private int first;
  private int next;

  /**
   * @param delay of the synapses; the dendritic part is at most that
   */
  DenseTargets(PostArchive post, boolean nearest, GridFall plus, int delay) {
    this.post = post;
    this.plus = plus;
    this.delay = delay;
    targets = new Targets(post, nearest);
    number = new int[post.neurons()];
    trace = new float[post.neurons()];
    for (int k = 0; k < LEVELS; k++) {
      step[k] = new int[post.neurons()];
      Arrays.fill(step[k], Spikes.NEVER);
      fall[k] = new float[post.neurons()];
    }
  }

  /** Makes all anew from the archive, as it is at the end of step {@code now}. */
  void restore(int now) {
    taken = now + 1 - 2 * delay; // no one will ask for an earlier step
    seen = Integer.MIN_VALUE;
    exponent = plus.exponent(taken);
    first = 0;
    next = 0;
    for (int i = 0; i < number.length; i++) {
      int n = post.newest(i);
      for (; post.step(i, n) > taken; n--) {} // those are still to come
      number[i] = n;
      for (int k = 0; k < LEVELS; k++) {
        step[k][i] = post.step(i, n - k);
        fall[k][i] = step[k][i] == Spikes.NEVER ? 0 : (float) Math.min(plus.at(step[k][i], exponent), MOST);
      }
    }
    for (int at = taken + 1; at <= now; at++) { // in the order in which they fired
      for (int i = 0; i < number.length; i++) {
        for (int n = post.newest(i); post.step(i, n) >= at; n--) {
          if (post.step(i, n) == at) {
            fires(i, at);
          }
        }
      }
    }
  }

  /** Takes note of a target's spike. */
  void fires(int target, int at) {
    if (next - first == comingTarget.length) {
      take(at - 2 * delay); // no one will ask for an earlier step
    }
    if (next - first == comingTarget.length) {
      grow();
    }
    comingTarget[next & comingTarget.length - 1] = target;
    comingStep[next & comingStep.length - 1] = at;
    next++;
  }

  private void grow() {
    int mask = comingTarget.length - 1;
    int[] target = new int[2 * comingTarget.length];
    int[] at = new int[target.length];
    for (int k = first; k != next; k++) {
      target[k & target.length - 1] = comingTarget[k & mask];
      at[k & target.length - 1] = comingStep[k & mask];
    }
    comingTarget = target;
    comingStep = at;
  }

  /** Brings all up to {@code high}, which never falls. */
  void look(int high) {
    take(high);
    if (seen != high) {
      seen = high;
      for (int i = 0; i < trace.length; i++) {
        trace[i] = (float) targets.trace(i, high);
      }
    }
  }

  private void take(int high) {
    if (high <= taken) {
      return;
    }
    taken = high;
    rescale(plus.exponent(high));
    int mask = comingTarget.length - 1;
    for (; first != next && comingStep[first & mask] <= high; first++) {
      int at = comingStep[first & mask];
      int i = comingTarget[first & mask];
      number[i]++;
      for (int k = LEVELS - 1; k > 0; k--) {
        step[k][i] = step[k - 1][i];
        fall[k][i] = fall[k - 1][i];
      }
      step[0][i] = at;
      fall[0][i] = (float) Math.min(plus.at(at, exponent), MOST);
    }
  }

  private void rescale(int to) {
    for (int left = to - exponent; left > 0; left -= MOST_SHIFT) {
      float factor = (float) GridFall.power(Math.min(left, MOST_SHIFT));
      for (float[] of : fall) {
        for (int i = 0; i < of.length; i++) {
          of[i] = Math.min(of[i] * factor, MOST);
        }
      }
    }
    exponent = to;
  }

  /** The power of two in {@link #fall}. */
  int exponent() {
    return exponent;
  }

  /** Each target's trace of the spikes strictly before {@code high}. */
  float[] trace() {
    return trace;
  }

  int[] step(int k) {
    return step[k];
  }

  float[] fall(int k) {
    return fall[k];
  }

  /** The number in the archive of the target's last spike that is here. */
  int number(int target) {
    return number[target];
  }
}
