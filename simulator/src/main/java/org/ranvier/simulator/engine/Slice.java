package org.ranvier.simulator.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;

/**
 * One worker's part of a population, with the stimuli that act on it.
 *
 * @param context of which its kernels are made
 * @param stimuli may be replaced between two steps
 * @param current what they add to in each step, where one of them is a current
 * @param tap sees what arrives before the kernel does
 */
record Slice(
    int population, String name, int first, int size, SliceContext context, NeuronKernel kernel, List<InputKernel> stimuli,
    double @Nullable [] current, InputTap tap) {
  /** Neurons advanced together, so that the loops over their arrays find them in the first-level cache. */
  private static final int TILE = 1024;

  void advance(long step, SpikeSink spikes) {
    spikes.startSlice(first);
    for (int from = 0; from < size; from += TILE) {
      int to = Math.min(size, from + TILE);
      if (current != null) {
        Arrays.fill(current, from, to, 0);
      }
      for (InputKernel stimulus : stimuli) {
        stimulus.apply(step, from, to);
      }
      tap.read(from, to);
      kernel.advance(step, from, to, spikes);
    }
  }
}
