package org.ranvier.simulator.engine;

import java.util.Arrays;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.SliceContext;

/**
 * Moves what has been added to a slice's inputs of 4 bytes to those of 8, from which its kernel takes all: the last of the stimuli of a slice
 * in which a projection or drive with weights of 8 bytes ends.
 */
final class Widening implements InputKernel {
  private final float[] input;
  private final double[] wide;
  private final int[] bases;

  Widening(SliceContext slice, double[] wide) {
    input = slice.input();
    this.wide = wide;
    bases = slice.receptorBase();
  }

  @Override
  public void apply(long step, int from, int to) {
    for (int base : bases) {
      move(input, wide, base + from, base + to);
      Arrays.fill(input, base + from, base + to, 0);
    }
  }

  private static void move(float[] from, double[] to, int begin, int end) {
    for (int i = begin; i < end; i++) {
      to[i] += from[i];
    }
  }
}
