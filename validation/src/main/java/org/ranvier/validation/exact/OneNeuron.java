package org.ranvier.validation.exact;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ranvier.neuronmodels.exact.ExactForms;
import org.ranvier.neuronmodels.exact.ExactModel;
import org.ranvier.neuronmodels.exact.GivenTimes;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.time.TimeGrid;

/** One exact neuron that receives given trains of spikes. */
final class OneNeuron {
  private final ExactModel model;
  private final Map<String, double[]> parameters = new HashMap<>();
  private final List<Input> inputs = new ArrayList<>();
  private double potential = Double.NaN;

  private record Input(double weight, double delayMs, double[] timesMs) {}

  OneNeuron(String model) {
    this.model = ExactForms.of("validation", NeuronModels.find(model));
  }

  OneNeuron set(String parameter, double value) {
    parameters.put(parameter, new double[] {value});
    return this;
  }

  /** The potential at the beginning. */
  OneNeuron from(double mV) {
    potential = mV;
    return this;
  }

  OneNeuron receives(double weight, double delayMs, double... timesMs) {
    inputs.add(new Input(weight, delayMs, timesMs));
    return this;
  }

  /** Its spikes up to a time, which need not be on the grid. */
  double[] spikes(double durationMs) {
    var grid = TimeGrid.DEFAULT;
    var engine = new Engine(spec(grid));
    var times = new DoubleArrayList();
    engine.addListener(
        block -> {
          for (int step = 0; step < block.stepCount(); step++) {
            for (int k = block.begin(step); k < block.end(step); k++) {
              double t = grid.toMs(block.firstStep() + step) - block.offset(k);
              if (block.ids()[k] == 0 && t <= durationMs) {
                times.add(t);
              }
            }
          }
        });
    engine.run((long) Math.ceil(durationMs / grid.resolutionMs()), RunMonitor.NONE);
    return times.toDoubleArray();
  }

  private EngineSpec spec(TimeGrid grid) {
    var values = ParameterValues.of(model.name(), model.parameters(), 1, parameters);
    var populations = new ArrayList<PopulationSpec>();
    populations.add(
        new PopulationSpec(
            "neuron", model.name(), 1, model.receptors().size(), model.kernel(model.name(), values),
            (state, first, size) -> {
              if (!Double.isNaN(potential)) {
                state.find("V_m").orElseThrow().values()[0] = potential;
              }
            }));
    var projections = new ArrayList<ProjectionSpec>();
    for (Input input : inputs) {
      String name = "input " + (projections.size() + 1);
      var source = GivenTimes.of(new double[][] {input.timesMs});
      var none = ParameterValues.of(name, List.of(), 1, Map.of());
      populations.add(new PopulationSpec(name, source.name(), 1, 0, source.kernel(name, none), (state, first, size) -> {}));
      int[] bySign = model.receptorsBySign().orElseThrow();
      projections.add(
          new ProjectionSpec(
              name, populations.size() - 1, 0, new ReceptorChoice(bySign[0], bySign[1]), new Synapse(input.weight, input.delayMs)));
    }
    return new EngineSpec(grid, 1, 1, populations, projections, List.of(), List.of());
  }

  private record Synapse(double strength, double delayMs) implements SynapseGenerator {
    @Override
    public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
      batch.makeRoom();
      batch.source[batch.size] = 0;
      batch.target[batch.size] = 0;
      batch.delay[batch.size] = 1;
      batch.weight[batch.size] = (float) strength;
      if (batch.isExact()) {
        batch.exactDelay()[batch.size] = delayMs;
        batch.exactWeight()[batch.size] = strength;
      }
      batch.size++;
    }

    @Override
    public DelayRange delays() {
      return new DelayRange(1, 1, 1);
    }

    @Override
    public Optional<ExactValues> exactValues() {
      return Optional.of(new ExactValues(delayMs, delayMs, true));
    }

    @Override
    public long expectedCount() {
      return 1;
    }

    @Override
    public WeightSign weightSign() {
      return strength >= 0 ? WeightSign.POSITIVE : WeightSign.NEGATIVE;
    }
  }
}
