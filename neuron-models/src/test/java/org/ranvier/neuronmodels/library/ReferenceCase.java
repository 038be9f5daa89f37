package org.ranvier.neuronmodels.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

/** A neuron whose response to given inputs was computed with NEST, and the same neuron run here. */
final class ReferenceCase {
  private static final int STEPS_AFTER_DELAY = 10; // 1 ms of delay at 0.1 ms

  record Train(double weight, double[] times) {}

  record Response(double[] potential, List<Double> spikes) {}

  final String model;
  final Map<String, double[]> parameters = new HashMap<>();
  final List<Train> inputs = new ArrayList<>();
  double[] current = {0, 0, 0};
  double initial;
  double[] potential = {};
  List<Double> spikes = List.of();

  private ReferenceCase(String model) {
    this.model = model;
  }

  static ReferenceCase read(String name) throws IOException {
    var lines = new ArrayList<String[]>();
    try (var in = ReferenceCase.class.getResourceAsStream(name + ".txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).forEach(l -> lines.add(l.split(" ")));
    }
    var read = new ReferenceCase(lines.getFirst()[1]);
    for (String[] words : lines.subList(1, lines.size())) {
      switch (words[0]) {
        case "initial_V_m" -> read.initial = Double.parseDouble(words[1]);
        case "parameter" -> read.parameters.put(words[1], new double[] {Double.parseDouble(words[2])});
        case "input" -> read.inputs.add(new Train(Double.parseDouble(words[2]), numbers(words, 3)));
        case "current" -> read.current = numbers(words, 1);
        case "spikes" -> read.spikes = Arrays.stream(numbers(words, 1)).boxed().toList();
        case "V_m" -> read.potential = numbers(words, 1);
        default -> throw new IllegalArgumentException(words[0]);
      }
    }
    return read;
  }

  private static double[] numbers(String[] words, int from) {
    return Arrays.stream(words).skip(from).mapToDouble(Double::parseDouble).toArray();
  }

  /** Runs a model of the same name, its receptors addressed by the sign of the weights where inputs do not name them. */
  Response run(NeuronModel neuron, boolean inputsNameReceptors) {
    var values = ParameterValues.of(model, neuron.parameters(), 1, parameters);
    int receptors = neuron.receptors().size();
    int[] bases = new int[receptors];
    Arrays.setAll(bases, r -> 16 * r);
    float[] input = new float[16 * receptors];
    double[] injected = new double[16];
    var slice = new SliceContext(model, 0, 1, 16, 1, TimeGrid.DEFAULT, input, bases, injected);
    NeuronKernel kernel = ((KernelFactory) neuron.kernel(model, values)).create(slice);
    double[] v = kernel.state().find("V_m").orElseThrow().values();
    v[0] = initial;
    int steps = potential.length;
    float[][] arriving = new float[receptors][steps + 1];
    for (int k = 0; k < inputs.size(); k++) {
      Train train = inputs.get(k);
      int receptor = inputsNameReceptors ? k : neuron.receptorsBySign().orElseThrow()[train.weight() < 0 ? 1 : 0];
      for (double time : train.times()) {
        int step = (int) Math.rint(time / 0.1) + STEPS_AFTER_DELAY;
        if (step <= steps) {
          arriving[receptor][step] += (float) train.weight();
        }
      }
    }
    var sink = new SpikeSink();
    var fired = new ArrayList<Double>();
    double[] course = new double[steps];
    for (int step = 1; step <= steps; step++) {
      // A current from generator time t on arrives with the delay and acts from the step after.
      injected[0] = step > current[0] * 10 + STEPS_AFTER_DELAY && step <= current[1] * 10 + STEPS_AFTER_DELAY ? current[2] : 0;
      for (int r = 0; r < receptors; r++) {
        input[bases[r]] += arriving[r][step];
      }
      sink.clear();
      kernel.advance(step, 0, 1, sink);
      for (int k = 0; k < sink.size(); k++) {
        fired.add(TimeGrid.DEFAULT.toMs(step));
      }
      course[step - 1] = v[0];
    }
    return new Response(course, fired);
  }
}
