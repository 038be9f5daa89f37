package org.ranvier.networks.running;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.NeuronGroup;
import org.ranvier.networks.building.RecorderSpecs;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.recording.StateTrace;

/** Reads parameters of a simulation's neurons, and what a network's recorders of them have sampled. */
public final class ParameterSampling {
  private final Engine engine;
  private final NetworkIndex index;
  private final List<Samples> all = new ArrayList<>();

  private record Samples(NeuronGroup neurons, Parameter parameter, LongArrayList steps, List<double[]> values) {}

  public ParameterSampling(Engine engine, NetworkIndex index, Pauses pauses) {
    this.engine = engine;
    this.index = index;
    for (RecorderPlan recorder : index.plan().recorders()) {
      if (recorder instanceof RecorderPlan.Parameters r) {
        NeuronGroup neurons = index.neurons(r.neurons());
        requireReadable(neurons.population());
        var samples = new Samples(neurons, neurons.population().parameter(r.parameter()), new LongArrayList(), new ArrayList<>());
        all.add(samples);
        pauses.every(
            RecorderSpecs.intervalSteps(r.interval(), r.where(), index.grid()),
            step -> {
              samples.steps.add(step);
              samples.values.add(read(neurons, r.parameter()));
            });
      }
    }
  }

  /** A parameter as it is now, a value for each of these neurons. */
  public double[] read(NeuronGroup neurons, String parameter) {
    PopulationPlan population = neurons.population();
    requireReadable(population);
    double[] whole = new double[population.size()];
    engine.forEachSlice(
        index.index(population.name()),
        (first, size, kernel) -> {
          ParameterValues values = ((AdjustableKernel) kernel).parameters();
          for (int i = first; i < first + size; i++) {
            whole[i] = values.at(parameter, i);
          }
        });
    engine.complete(index.index(population.name()), whole);
    double[] chosen = new double[neurons.size()];
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = whole[neurons.set().get(k)];
    }
    return chosen;
  }

  /** Refuses neurons whose parameters cannot change during a run. */
  private void requireReadable(PopulationPlan population) {
    boolean[] readable = {false};
    engine.forEachSlice(index.index(population.name()), (first, size, kernel) -> readable[0] = kernel instanceof AdjustableKernel);
    if (!engine.any(readable[0])) {
      throw new RanvierException(
          population.where() + ": parameters of a " + population.model().name() + " cannot change during a run, and are as they were set");
    }
  }

  public List<StateTrace> traces() {
    return all.stream()
        .map(
            s -> {
              double[][] values = new double[s.neurons.size()][s.steps.size()];
              for (int k = 0; k < s.steps.size(); k++) {
                for (int i = 0; i < values.length; i++) {
                  values[i][k] = s.values.get(k)[i];
                }
              }
              return new StateTrace(
                  s.neurons.population().name(), s.parameter.name(), s.parameter.unit(), s.neurons.set().toArray(),
                  s.steps.longStream().mapToDouble(index.grid()::toMs).toArray(), values);
            })
        .toList();
  }

  public void discard() {
    for (Samples s : all) {
      s.steps.clear();
      s.values.clear();
    }
  }
}
