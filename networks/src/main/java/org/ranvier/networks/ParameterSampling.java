package org.ranvier.networks;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** Reads parameters of a simulation's neurons, and what a network's recorders of them have sampled. */
final class ParameterSampling {
  private final Upkeep.Site site;
  private final List<Samples> all = new ArrayList<>();

  private record Samples(ParameterRecorder of, LongArrayList steps, List<double[]> values) {}

  ParameterSampling(Upkeep.Site site, List<ParameterRecorder> recorders, Pauses pauses) {
    this.site = site;
    for (ParameterRecorder r : recorders) {
      requireReadable(r.neurons().population());
      var samples = new Samples(r, new LongArrayList(), new ArrayList<>());
      all.add(samples);
      pauses.every(
          r.intervalSteps(site.grid()),
          step -> {
            samples.steps.add(step);
            samples.values.add(read(r.neurons(), r.parameter().name()));
          });
    }
  }

  double[] read(Neurons neurons, String parameter) {
    Population population = neurons.population();
    requireReadable(population);
    double[] whole = new double[population.size()];
    site.engine().forEachSlice(
        site.index(population),
        (first, size, kernel) -> {
          ParameterValues values = ((AdjustableKernel) kernel).parameters();
          for (int i = first; i < first + size; i++) {
            whole[i] = values.at(parameter, i);
          }
        });
    double[] chosen = new double[neurons.size()];
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = whole[neurons.set().get(k)];
    }
    return chosen;
  }

  /** Refuses neurons whose parameters cannot change during a run. */
  private void requireReadable(Population population) {
    boolean[] readable = {false};
    site.engine().forEachSlice(site.index(population), (first, size, kernel) -> readable[0] = kernel instanceof AdjustableKernel);
    if (!readable[0]) {
      throw new RanvierException(
          population.where() + ": parameters of a " + population.model().name() + " cannot change during a run, and are as they were set");
    }
  }

  List<StateTrace> traces() {
    return all.stream()
        .map(
            s -> {
              double[][] values = new double[s.of.neurons().size()][s.steps.size()];
              for (int k = 0; k < s.steps.size(); k++) {
                for (int i = 0; i < values.length; i++) {
                  values[i][k] = s.values.get(k)[i];
                }
              }
              return new StateTrace(
                  s.of.neurons().population().name(), s.of.parameter().name(), s.of.parameter().unit(), s.of.neurons().set().toArray(),
                  s.steps.longStream().mapToDouble(site.grid()::toMs).toArray(), values);
            })
        .toList();
  }

  void discard() {
    for (Samples s : all) {
      s.steps.clear();
      s.values.clear();
    }
  }
}
