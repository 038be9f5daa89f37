package org.ranvier.simulator.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ranvier.simulator.engine.ListedSynapses.Synapse;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Neurons whose state tells who and when they are: {@code clock} is the step, {@code place} the step and the neuron, {@code
 * heard} the sum of all input so far. Neuron i fires in the steps s for which s + i is a multiple of 11.
 */
final class CountingNeurons implements NeuronKernel {
  private final SliceContext slice;
  private final State state;
  private final double[] clock;
  private final double[] place;
  private final double[] heard;
  private final Accident accident;

  /** What else happens to a neuron in a step. */
  @FunctionalInterface
  interface Accident {
    Accident NONE = (step, neuron, heard) -> heard;

    /** Returns what {@code heard} becomes. */
    double at(long step, int neuron, double heard);
  }

  private CountingNeurons(SliceContext slice, Accident accident) {
    this.slice = slice;
    this.accident = accident;
    state = new State(slice.paddedSize());
    clock = state.declare("clock", "1", "the step", 0);
    place = state.declare("place", "mV", "1000 times the step and the number of the neuron", 0);
    heard = state.declare("heard", "pA", "the sum of all input", 0);
  }

  static PopulationSpec population(String name, int size, Accident accident) {
    return new PopulationSpec(name, "counting", size, 1, (KernelFactory) slice -> new CountingNeurons(slice, accident), (state, first, n) -> {});
  }

  /** A population of 300 and one of 100, each neuron connected to three of the other, the shortest delay being 3 steps. */
  static EngineSpec network(int threads, Accident accident, ProbeSpec... probes) {
    var there = IntStream.range(0, 300).mapToObj(k -> new Synapse(k, k % 100, 3 + k % 5, 0.1f + k)).toList();
    var back = IntStream.range(0, 300).mapToObj(k -> new Synapse(k % 100, k, 4 + k % 9, 0.1f + k)).toList();
    var receptor = ReceptorChoice.always(0);
    return new EngineSpec(
        TimeGrid.DEFAULT,
        1,
        threads,
        List.of(population("a", 300, accident), population("b", 100, Accident.NONE)),
        List.of(
            new ProjectionSpec("a→b", 0, 1, receptor, new ListedSynapses(there, 1L << 40)),
            new ProjectionSpec("b→a", 1, 0, receptor, new ListedSynapses(back, 0))),
        List.of(),
        List.of(probes));
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public void advance(long step, int from, int to, SpikeSink spikes) {
    int base = slice.receptorBase()[0];
    for (int i = from; i < to; i++) {
      int neuron = slice.first() + i;
      clock[i] = step;
      place[i] = 1000 * step + neuron;
      heard[i] = accident.at(step, neuron, heard[i] + slice.input()[base + i]);
      if ((step + neuron) % 11 == 0) {
        spikes.add(i);
      }
    }
    Arrays.fill(slice.input(), base + from, base + to, 0);
  }
}
