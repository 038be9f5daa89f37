package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.random.PoissonTable;
import org.ranvier.simulator.random.RandomKey;

/**
 * The inner loops of a Poisson drive of one rate, twice as fast as asking {@link PoissonTable#count} for each neuron: the random
 * bits come from a loop that vectorises, and one look-up with the leading bits settles what nearly every neuron receives.
 */
final class UniformDrive {
  private static final int DIRECT_BITS = 11;
  private static final int SHIFT = 31 - DIRECT_BITS;

  /** Pairs of neurons that are drawn together. */
  private static final int PAIRS = 512;

  private static final long[] OFFSETS = offsets();

  private final PoissonTable table;
  private final float weight;
  private final float[] direct = new float[1 << DIRECT_BITS]; // by leading bits what is added; NaN where they do not settle it
  private final long[] bits = new long[PAIRS];

  UniformDrive(float weight, PoissonTable table) {
    this.weight = weight;
    this.table = table;
    for (int g = 0; g < direct.length; g++) {
      int low = table.count(g << SHIFT);
      int high = table.count((g << SHIFT) | ((1 << SHIFT) - 1));
      direct[g] = low == high ? weight * low : Float.NaN;
    }
  }

  private static long[] offsets() {
    long[] offsets = new long[PAIRS];
    for (int k = 0; k < PAIRS; k++) {
      offsets[k] = k * RandomKey.GAMMA;
    }
    return offsets;
  }

  /** Adds the drive of a step to {@code input[from … to - 1]}; {@code position} is the place of the first pair in its stream. */
  void add(float[] input, int from, int to, long position) {
    for (int i = from; i < to; i += 2 * PAIRS) {
      int neurons = Math.min(2 * PAIRS, to - i);
      int pairs = neurons / 2;
      draw(bits, OFFSETS, (neurons + 1) / 2, position + (i - from) / 2 * RandomKey.GAMMA);
      add(input, i, pairs, bits, direct);
      if ((neurons & 1) != 0) {
        input[i + neurons - 1] += exact(PoissonDraws.even(bits[pairs]));
      }
    }
  }

  private static void draw(long[] bits, long[] offsets, int count, long position) {
    for (int k = 0; k < count; k++) {
      bits[k] = RandomKey.mix(position + offsets[k]);
    }
  }

  private void add(float[] input, int from, int pairs, long[] drawn, float[] settled) {
    for (int k = 0; k < pairs; k++) {
      int even = PoissonDraws.even(drawn[k]);
      int odd = PoissonDraws.odd(drawn[k]);
      float first = settled[even >>> SHIFT];
      float second = settled[odd >>> SHIFT];
      input[from + 2 * k] += Float.isNaN(first) ? exact(even) : first;
      input[from + 2 * k + 1] += Float.isNaN(second) ? exact(odd) : second;
    }
  }

  private float exact(int u) {
    return weight * table.count(u);
  }
}
