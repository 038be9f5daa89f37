package org.ranvier.simulator.synapses;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows ordered by delay, so that the synapses of one source with one delay (a fragment) lie together and no delay is stored.
 *
 * <p>At step {@code t} each spike of step {@code t - d} delivers its fragment {@code d} into the worker's one input slot, which
 * stays in the second-level cache; there is no ring of buffers. Fragments begin at unpredictable places in memory, so those
 * that come up are touched early, in groups, and their cache misses overlap.
 *
 * <p>Weights take 4 bytes and are added to inputs of 4, or take 8 and are added to inputs of 8.
 */
public final class PullRows implements SourceRows {
  /** Fragments whose memory is touched together, while the group before them is still to be delivered. */
  private static final int GROUP = 8;

  /** Elements in a cache line of 64 bytes. */
  private static final int WEIGHTS_A_LINE = 16;
  private static final int TARGETS_A_LINE = 32;

  private final int minDelay;
  private final int delays;
  private final int[] fragment; // synapses of source s with delay minDelay + d: fragment[s * delays + d] … fragment[s * delays + d + 1]
  private final int targetBase;
  private final char @Nullable [] narrowTarget; // input index - targetBase, where 2 bytes suffice
  private final int @Nullable [] wideTarget;
  private final float[] weight; // empty where weights take 8 bytes
  private final double[] wideWeight; // empty where they take 4

  private int[] begin = new int[256]; // fragments of this step
  private int[] end = new int[256];
  private int due;
  private float sink; // keeps the touching loads alive

  PullRows(
      int minDelay, int delays, int[] fragment, int targetBase, char @Nullable [] narrowTarget, int @Nullable [] wideTarget,
      float[] weight, double[] wideWeight) {
    this.minDelay = minDelay;
    this.delays = delays;
    this.fragment = fragment;
    this.targetBase = targetBase;
    this.narrowTarget = narrowTarget;
    this.wideTarget = wideTarget;
    this.weight = weight;
    this.wideWeight = wideWeight;
  }

  @Override
  public long synapses() {
    return weight.length + wideWeight.length;
  }

  @Override
  public double weight(int q) {
    return wideWeight.length > 0 ? wideWeight[q] : weight[q];
  }

  @Override
  public void setWeight(int q, double w) {
    if (wideWeight.length > 0) {
      wideWeight[q] = w;
    } else {
      weight[q] = (float) w;
    }
  }

  @Override
  public Places places() {
    int[] next = fragment.clone();
    return (source, delay) -> next[source * delays + delay - minDelay]++;
  }

  @Override
  public int maxDelay() {
    return minDelay + delays - 1;
  }

  @Override
  public long bytes() {
    return 4L * fragment.length + (narrowTarget != null ? 2L : 4L) * synapses() + 4L * weight.length + 8L * wideWeight.length;
  }

  /** Finds the fragments that are due at {@code step} and touches the first group of them. */
  public void collect(long step, SpikeHistory history) {
    int n = 0;
    for (int d = delays - 1; d >= 0; d--) { // oldest spikes first: the order in which a ring of buffers would add them
      long fired = step - minDelay - d;
      int count = fired > 0 ? history.count(fired) : 0;
      if (count == 0) {
        continue;
      }
      if (n + count > begin.length) {
        begin = Arrays.copyOf(begin, 2 * (n + count));
        end = Arrays.copyOf(end, begin.length);
      }
      n = gather(history.neurons(fired), count, delays, d, fragment, begin, end, n);
    }
    due = n;
    if (wideWeight.length > 0) {
      touchWide(0, Math.min(n, GROUP));
    } else {
      touch(0, Math.min(n, GROUP));
    }
  }

  private static int gather(int[] neurons, int count, int delays, int d, int[] fragment, int[] begin, int[] end, int n) {
    for (int k = 0; k < count; k++) {
      int f = neurons[k] * delays + d;
      int q = fragment[f];
      int to = fragment[f + 1];
      begin[n] = q;
      end[n] = to;
      n += to > q ? 1 : 0;
    }
    return n;
  }

  /**
   * Delivers what {@link #collect} found, where weights take 4 bytes.
   *
   * @return the number of synaptic events
   */
  public long deliver(float[] input) {
    long events = 0;
    for (int group = 0; group < due; group += GROUP) {
      int next = Math.min(due, group + GROUP);
      touch(next, Math.min(due, next + GROUP));
      for (int f = group; f < next; f++) {
        if (narrowTarget != null) {
          scatter(input, targetBase, narrowTarget, weight, begin[f], end[f]);
        } else if (wideTarget != null) {
          scatter(input, targetBase, wideTarget, weight, begin[f], end[f]);
        }
        events += end[f] - begin[f];
      }
    }
    due = 0;
    return events;
  }

  /** The same where weights take 8 bytes. */
  public long deliver(double[] input) {
    long events = 0;
    for (int group = 0; group < due; group += GROUP) {
      int next = Math.min(due, group + GROUP);
      touchWide(next, Math.min(due, next + GROUP));
      for (int f = group; f < next; f++) {
        if (narrowTarget != null) {
          scatter(input, targetBase, narrowTarget, wideWeight, begin[f], end[f]);
        } else if (wideTarget != null) {
          scatter(input, targetBase, wideTarget, wideWeight, begin[f], end[f]);
        }
        events += end[f] - begin[f];
      }
    }
    due = 0;
    return events;
  }

  /** Reads an element of each cache line of some fragments: many misses at a time cost hardly more than one. */
  private void touch(int from, int to) {
    float touched = 0;
    for (int f = from; f < to; f++) {
      touched += touch(weight, begin[f], end[f]);
      if (narrowTarget != null) {
        touched += touch(narrowTarget, begin[f], end[f]);
      } else if (wideTarget != null) {
        touched += touch(wideTarget, begin[f], end[f]);
      }
    }
    sink += touched;
  }

  private void touchWide(int from, int to) {
    double touched = 0;
    for (int f = from; f < to; f++) {
      touched += touch(wideWeight, begin[f], end[f]);
      if (narrowTarget != null) {
        touched += touch(narrowTarget, begin[f], end[f]);
      } else if (wideTarget != null) {
        touched += touch(wideTarget, begin[f], end[f]);
      }
    }
    sink += (float) touched;
  }

  private static float touch(float[] weight, int begin, int end) {
    float touched = weight[end - 1];
    for (int q = begin; q < end; q += WEIGHTS_A_LINE) {
      touched += weight[q];
    }
    return touched;
  }

  private static double touch(double[] weight, int begin, int end) {
    double touched = weight[end - 1];
    for (int q = begin; q < end; q += WEIGHTS_A_LINE / 2) {
      touched += weight[q];
    }
    return touched;
  }

  private static int touch(char[] target, int begin, int end) {
    int touched = target[end - 1];
    for (int q = begin; q < end; q += TARGETS_A_LINE) {
      touched += target[q];
    }
    return touched;
  }

  private static int touch(int[] target, int begin, int end) {
    int touched = target[end - 1];
    for (int q = begin; q < end; q += WEIGHTS_A_LINE) {
      touched += target[q];
    }
    return touched;
  }

  private static void scatter(float[] input, int base, char[] target, float[] weight, int q, int to) {
    for (; q < to; q++) {
      input[base + target[q]] += weight[q];
    }
  }

  private static void scatter(float[] input, int base, int[] target, float[] weight, int q, int to) {
    for (; q < to; q++) {
      input[base + target[q]] += weight[q];
    }
  }

  private static void scatter(double[] input, int base, char[] target, double[] weight, int q, int to) {
    for (; q < to; q++) {
      input[base + target[q]] += weight[q];
    }
  }

  private static void scatter(double[] input, int base, int[] target, double[] weight, int q, int to) {
    for (; q < to; q++) {
      input[base + target[q]] += weight[q];
    }
  }

  /** The touched values, so that the compiler cannot drop the touching. */
  float sink() {
    return sink;
  }
}
