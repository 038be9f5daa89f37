package org.ranvier.plasticity;

import java.util.Arrays;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;

/** Neurons that fire in given steps, and add up what they receive. */
public record Trains(SliceContext slice, int[][] steps, State state, double[] heard) implements NeuronKernel {
  /**
   * @param steps of each neuron, ascending
   */
  public static PopulationSpec population(String name, int[][] steps) {
    return new PopulationSpec(name, "trains", steps.length, 1, slice -> create(slice, steps), (state, first, size) -> {});
  }

  private static Trains create(SliceContext slice, int[][] steps) {
    var state = new State(slice.paddedSize());
    return new Trains(slice, steps, state, state.declare("heard", "pA", "sum of all input", 0));
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    int base = slice.receptorBase()[0];
    for (int i = from; i < to; i++) {
      heard[i] += slice.input()[base + i];
      slice.input()[base + i] = 0;
      if (Arrays.binarySearch(steps[slice.first() + i], (int) step) >= 0) {
        spikes.add(i);
      }
    }
  }
}
