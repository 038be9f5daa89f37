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

  private final Targets targets;
  private final GridFall plus;
  private final int[][] step = new int[LEVELS][]; // [k][target]: of its last spike here but k
  private final float[][] fall = new float[LEVELS][]; // the exponential at that step times 2^exponent
  private final int[] number; // in the archive, of its last spike here
  private final float[] trace;
  private int exponent;
  private int seen = Integer.MIN_VALUE; // the step up to which all this is
  // Spikes that are still in the dendrite: target and step, in a ring.
  private int[] comingTarget = new int[64];
  private int[] comingStep = new int[64];
  private int first;
  private int next;

  DenseTargets(PostArchive post, boolean nearest, GridFall plus) {
    this.plus = plus;
    targets = new Targets(post, nearest);
    number = new int[post.neurons()];
    trace = new float[post.neurons()];
    for (int k = 0; k < LEVELS; k++) {
      step[k] = new int[post.neurons()];
      Arrays.fill(step[k], Spikes.NEVER);
      fall[k] = new float[post.neurons()];
    }
  }

  /** Takes note of a target's spike. */
  void fires(int target, int at) {
    if (next - first == comingTarget.length) {
      int size = 2 * comingTarget.length;
      int[] wider = new int[size];
      int[] widerStep = new int[size];
      for (int k = first; k < next; k++) {
        wider[k & size - 1] = comingTarget[k & comingTarget.length - 1];
        widerStep[k & size - 1] = comingStep[k & comingTarget.length - 1];
      }
      comingTarget = wider;
      comingStep = widerStep;
    }
    comingTarget[next & comingTarget.length - 1] = target;
    comingStep[next++ & comingStep.length - 1] = at;
  }

  /** Brings all up to {@code high}, which never falls. */
  void look(int high) {
    if (seen == high) {
      return;
    }
    seen = high;
    rescale(plus.exponent(high));
    for (; first < next && comingStep[first & comingStep.length - 1] <= high; first++) {
      int at = comingStep[first & comingStep.length - 1];
      int i = comingTarget[first & comingTarget.length - 1];
      number[i]++;
      for (int k = LEVELS - 1; k > 0; k--) {
        step[k][i] = step[k - 1][i];
        fall[k][i] = fall[k - 1][i];
      }
      step[0][i] = at;
      fall[0][i] = (float) plus.at(at, exponent);
    }
    for (int i = 0; i < trace.length; i++) {
      trace[i] = (float) targets.trace(i, high);
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
