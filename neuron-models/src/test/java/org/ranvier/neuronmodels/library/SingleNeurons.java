package org.ranvier.neuronmodels.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

/** Neurons of one model that have no synapses but what a test puts into their input. */
final class SingleNeurons {
  final int size;
  final float[] input;
  final NeuronKernel kernel;
  final List<List<Integer>> spikes = new ArrayList<>(); // for each neuron the steps in which it fired
  private final int padded;
  private int step;
  boolean cancelled; // whether the run is to end

  /** The neurons {@code first … first + size - 1} of a population of {@code population}. */
  SingleNeurons(NeuronModel model, int population, int first, int size, Object... parameters) {
    this(model, TimeGrid.DEFAULT.resolutionMs(), population, first, size, parameters);
  }

  SingleNeurons(NeuronModel model, double resolutionMs, int population, int first, int size, Object... parameters) {
    this.size = size;
    padded = (size + 15) / 16 * 16;
    int[] bases = new int[model.receptors().size()];
    Arrays.setAll(bases, r -> padded * r);
    input = new float[padded * bases.length];
    var values = ParameterValues.of("p", model.parameters(), population, Rig.parameters(parameters));
    kernel =
        ((KernelFactory) model.kernel("p", values))
            .create(new SliceContext("p", first, size, padded, 11, new TimeGrid(resolutionMs), input, bases, null, null, List.of(), () -> cancelled));
    for (int i = 0; i < size; i++) {
      spikes.add(new ArrayList<>());
    }
  }

  static SingleNeurons of(String model, int size, Object... parameters) {
    return new SingleNeurons(Library.model(model), size, 0, size, parameters);
  }

  /** Adds a weight to what arrives at the end of the next step. */
  void arrive(int receptor, int neuron, double weight) {
    input[padded * receptor + neuron] += (float) weight;
  }

  SingleNeurons run(double milliseconds) {
    return runSteps(Math.round(milliseconds * 10));
  }

  SingleNeurons runSteps(long steps) {
    var sink = new SpikeSink();
    for (long end = step + steps; step < end; ) {
      sink.clear();
      kernel.advance(++step, 0, size, sink);
      for (int k = 0; k < sink.size(); k++) {
        spikes.get(sink.neurons()[k]).add(step);
      }
    }
    return this;
  }

  void set(String variable, double value) {
    Arrays.fill(kernel.state().find(variable).orElseThrow().values(), value);
  }

  double value(String variable) {
    return kernel.state().find(variable).orElseThrow().values()[0];
  }

  int count() {
    return spikes.stream().mapToInt(List::size).sum();
  }

  /** Times between spikes of a neuron, in ms. */
  double[] intervals(int neuron) {
    List<Integer> of = spikes.get(neuron);
    double[] intervals = new double[Math.max(0, of.size() - 1)];
    Arrays.setAll(intervals, k -> (of.get(k + 1) - of.get(k)) * 0.1);
    return intervals;
  }

  /** How many spikes neuron 0 fired from then on. */
  long spikesAfter(double milliseconds) {
    return spikes.getFirst().stream().filter(s -> s * 0.1 > milliseconds).count();
  }
}
