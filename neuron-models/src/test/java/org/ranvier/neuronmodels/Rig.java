package org.ranvier.neuronmodels;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.time.TimeGrid;

/** A small network for tests, which knows all its spikes and every value of the variables that it samples. */
public final class Rig {
  private final TimeGrid grid;
  private final List<PopulationSpec> populations = new ArrayList<>();
  private final List<ProjectionSpec> projections = new ArrayList<>();
  private final List<StimulusSpec> stimuli = new ArrayList<>();
  private final List<ProbeSpec> probes = new ArrayList<>();
  private final List<Consumer<Engine>> changes = new ArrayList<>();
  private long seed = 1;
  private int threads = 1;

  public Rig(TimeGrid grid) {
    this.grid = grid;
  }

  public Rig() {
    this(TimeGrid.DEFAULT);
  }

  public Rig seed(long value) {
    seed = value;
    return this;
  }

  public Rig threads(int value) {
    threads = value;
    return this;
  }

  /** Adds a population. */
  public Rig population(String name, NeuronModel model, int size, Map<String, double[]> parameters) {
    var values = ParameterValues.of(name, model.parameters(), size, parameters);
    populations.add(
        new PopulationSpec(
            name, model.name(), size, model.receptors().size(), model.kernel(name, values), (state, first, n) -> {}));
    return this;
  }

  /** Adds a population of one neuron. */
  public Rig neuron(String name, NeuronModel model, Object... parameters) {
    return population(name, model, 1, parameters(parameters));
  }

  /** Names and values in turn; a value is a double or an array of them. */
  public static Map<String, double[]> parameters(Object... namesAndValues) {
    var map = new java.util.HashMap<String, double[]>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      Object v = namesAndValues[k + 1];
      map.put((String) namesAndValues[k], v instanceof double[] all ? all : new double[] {((Number) v).doubleValue()});
    }
    return map;
  }

  /** Connects neuron 0 of the source to neuron 0 of the target. */
  public Rig connect(String source, String target, int receptor, double weight, int delaySteps) {
    var synapse = new Synapses.Synapse(0, 0, delaySteps, (float) weight);
    return project(source, target, ReceptorChoice.always(receptor), Synapses.of(synapse));
  }

  public Rig project(String source, String target, ReceptorChoice receptor, SynapseGenerator generator) {
    projections.add(new ProjectionSpec(source + "→" + target, index(source), index(target), receptor, generator));
    return this;
  }

  public Rig stimulus(String target, InputKernel.Factory factory) {
    stimuli.add(new StimulusSpec(index(target), false, factory));
    return this;
  }

  public Rig current(String target, InputKernel.Factory factory) {
    stimuli.add(new StimulusSpec(index(target), true, factory));
    return this;
  }

  /** Samples a variable of all neurons at every step. */
  public Rig sample(String population, String variable) {
    int p = index(population);
    int[] all = new int[populations.get(p).size()];
    Arrays.setAll(all, i -> i);
    probes.add(new ProbeSpec(p, List.of(variable), all, 1));
    return this;
  }

  /** Samples variables of all neurons at their spikes. */
  public Rig sampleOnSpikes(String population, String... variables) {
    int p = index(population);
    int[] all = new int[populations.get(p).size()];
    Arrays.setAll(all, i -> i);
    probes.add(ProbeSpec.onSpikes(p, List.of(variables), all));
    return this;
  }

  /** Changes a parameter after a step. */
  public Rig change(long step, String population, String parameter, double... values) {
    int p = index(population);
    changes.add(
        engine ->
            engine.change(
                step, p,
                kernel -> {
                  var adjustable = (AdjustableKernel) kernel;
                  adjustable.setParameters(adjustable.parameters().with(population, parameter, values));
                }));
    return this;
  }

  private int index(String name) {
    int p = 0;
    while (!populations.get(p).name().equals(name)) {
      p++;
    }
    return p;
  }

  /** Builds the network and advances it in runs of so many steps. */
  public Outcome run(long... runs) {
    var engine = new Engine(new EngineSpec(grid, seed, threads, populations, projections, stimuli, probes));
    changes.forEach(change -> change.accept(engine));
    var steps = new LongArrayList();
    var ids = new IntArrayList();
    engine.addListener(
        block -> {
          for (int k = 0; k < block.stepCount(); k++) {
            for (int s = block.begin(k); s < block.end(k); s++) {
              steps.add(block.firstStep() + k);
              ids.add(block.ids()[s]);
            }
          }
        });
    for (long run : runs) {
      engine.run(run, RunMonitor.NONE);
    }
    var spikes =
        new SpikeTrains(
            engine.populations(), grid.resolutionMs(), 0, Arrays.stream(runs).sum(),
            steps.toLongArray(), ids.toIntArray());
    return new Outcome(spikes, engine.traces(false).stream().map(t -> t.values()).toList(), engine);
  }

  /**
   * What a run gave.
   *
   * @param traces for each sampled variable {@code [neuron][step - 1]}
   */
  public record Outcome(SpikeTrains spikes, List<double[][]> traces, Engine engine) {
    /** The steps in which a neuron fired. */
    public long[] steps(String population, int neuron) {
      int id = spikes.population(population).firstId() + neuron;
      return java.util.stream.IntStream.range(0, spikes.size())
          .filter(k -> spikes.ids()[k] == id)
          .mapToLong(k -> spikes.steps()[k])
          .toArray();
    }

    public long[] steps(String population) {
      return steps(population, 0);
    }

    /** The first sampled variable of its first neuron. */
    public double[] trace() {
      return traces.getFirst()[0];
    }
  }
}
