package org.ranvier.neuronmodels.stimuli;

import java.util.Arrays;
import org.ranvier.simulator.kernel.SpikeSink;

/** The spikes of the neurons of a slice in the order in which they fall due. */
final class ListedSpikes {
  /** A spike is one number, so that sorting them is quick: the step, then the neuron in the slice. */
  private static final int NEURON_BITS = 31;

  static final long LAST_STEP = Long.MAX_VALUE >>> NEURON_BITS;

  private final long[] spikes;
  private int next;

  /** Takes over {@code spikes}, made by {@link #spike}, in any order. */
  ListedSpikes(long[] spikes) {
    Arrays.sort(spikes);
    this.spikes = spikes;
  }

  /**
   * @param step 1 or above, at most {@link #LAST_STEP}
   */
  static long spike(long step, int neuron) {
    return step << NEURON_BITS | neuron;
  }

  /** Reports the spikes of neurons {@code from … to - 1} in a step; those of earlier steps that were not asked for are skipped. */
  void report(long step, int from, int to, SpikeSink sink) {
    while (next < spikes.length && spikes[next] < spike(step, to)) {
      long spike = spikes[next++];
      if (spike >= spike(step, from)) {
        sink.add((int) (spike & Integer.MAX_VALUE));
      }
    }
  }
}
