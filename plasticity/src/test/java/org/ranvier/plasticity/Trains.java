package org.ranvier.plasticity;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.kernel.KernelFactory;
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
    return new PopulationSpec(name, "trains", steps.length, 1, (KernelFactory) slice -> create(slice, steps), (state, first, size) -> {});
  }

  /**
   * Trains of many kinds: some neurons are silent, some fire once, some often, all the time or for a while.
   *
   * @param steps the last one in which they may fire
   * @param span how long those fire that do for a while
   * @param factors the number of spikes is a random number below {@code factors} times one below {@code most}
   */
  static int[][] any(Random random, int neurons, int steps, int span, int factors, int most) {
    int[][] trains = new int[neurons][];
    for (int i = 0; i < neurons; i++) {
      var found = new TreeSet<Integer>();
      int spikes = random.nextInt(factors) * random.nextInt(most);
      int length = random.nextBoolean() ? steps : span;
      int start = length == steps ? 0 : random.nextInt(steps - length);
      for (int k = 0; k < spikes; k++) {
        found.add(1 + start + random.nextInt(length));
      }
      trains[i] = found.stream().mapToInt(t -> t).toArray();
    }
    return trains;
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
