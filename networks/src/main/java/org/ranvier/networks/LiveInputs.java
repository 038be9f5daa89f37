package org.ranvier.networks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.neuronmodels.stimuli.SpikeTrainKernel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The stimuli of a simulation as they are now, where they have been changed since it was described: for each a description that belongs to the
 * simulation.
 */
final class LiveInputs {
  private final Network network;
  private final Engine engine;
  private final long seed;
  private final ToIntFunction<Population> index;
  private final Function<Population, ParameterValues> first; // parameters at the beginning
  private final Map<PoissonInput, PoissonInput> drives = new HashMap<>();
  private final Map<CurrentInput, CurrentInput> currents = new HashMap<>();
  private final Map<NoiseInput, NoiseInput> noises = new HashMap<>();
  private final Map<Population, double[][]> trains = new HashMap<>();

  LiveInputs(Network network, Engine engine, long seed, ToIntFunction<Population> index, Function<Population, ParameterValues> first) {
    this.first = first;
    this.network = network;
    this.engine = engine;
    this.seed = seed;
    this.index = index;
  }

  /** Throws if a stimulus is no longer as it was described: what it was changed to is not saved yet. */
  void requireAsDescribed() {
    Stream.of(drives.keySet().stream().map(PoissonInput::where), currents.keySet().stream().map(CurrentInput::where),
            noises.keySet().stream().map(NoiseInput::where), trains.keySet().stream().map(Population::where))
        .flatMap(s -> s)
        .findFirst()
        .ifPresent(
            where -> {
              throw new RanvierException(
                  where + " has been changed since it was described; such a simulation cannot be saved yet: describe the change, as a course or with"
                      + " net.at(…)");
            });
  }

  void change(PoissonInput drive, Consumer<PoissonInput> change) {
    int k = place(network.drives(), drive, drive.where());
    PoissonInput after = drives.getOrDefault(drive, drive).copy();
    change.accept(after);
    set(k, after.spec(index.applyAsInt(after.target().population()), grid(), seed));
    drives.put(drive, after);
  }

  void change(CurrentInput current, Consumer<CurrentInput> change) {
    int k = network.drives().size() + place(network.currents(), current, current.where());
    CurrentInput after = currents.getOrDefault(current, current).copy();
    change.accept(after);
    set(k, after.spec(index.applyAsInt(after.target().population()), grid(), seed));
    currents.put(current, after);
  }

  void change(NoiseInput noise, Consumer<NoiseInput> change, KernelFactory target) {
    int k = network.drives().size() + network.currents().size() + place(network.noises(), noise, noise.where());
    NoiseInput after = noises.getOrDefault(noise, noise).copy();
    change.accept(after);
    set(k, after.spec(index.applyAsInt(after.target().population()), grid(), target));
    noises.put(noise, after);
  }

  /** Takes back what has been changed since the network was described, and lets sources that fire at given times begin again. */
  void restart() {
    var times = new RoundedTimes(grid(), network.rounding());
    drives.keySet().forEach(d -> set(network.drives().indexOf(d), d.spec(index.applyAsInt(d.target().population()), grid(), seed)));
    currents.keySet().forEach(
        c -> set(network.drives().size() + network.currents().indexOf(c), c.spec(index.applyAsInt(c.target().population()), grid(), seed)));
    noises.forEach((n, after) -> set(
        network.drives().size() + network.currents().size() + network.noises().indexOf(n),
        n.spec(index.applyAsInt(n.target().population()), grid(), n.target().population().model().kernel(n.where(), first.apply(n.target().population())))));
    drives.clear();
    currents.clear();
    noises.clear();
    trains.clear();
    for (Population p : network.populations()) {
      if (times.model(p) instanceof SpikeTimes given) {
        given.timesMs().ifPresent(
            t -> engine.revise(index.applyAsInt(p), (from, size, kernel) -> ((SpikeTrainKernel) kernel).setTimes(t, 0)));
      }
    }
  }

  private void set(int stimulus, StimulusSpec after) {
    engine.setStimulus(stimulus, after);
  }

  /** Replaces the spikes to come of sources that fire at given times. */
  void setSpikes(Population sources, double[][] timesMs) {
    network.requireMember(sources);
    if (timesMs.length != sources.size()) {
      throw new RanvierException(
          sources.where() + ": there are spike times for " + timesMs.length + " neurons, but the population has " + sources.size()
              + "; give one list of times for each neuron, an empty one for those that are silent");
    }
    double[][] copy = new double[timesMs.length][];
    for (int i = 0; i < copy.length; i++) {
      if (timesMs[i] == null) {
        throw new RanvierException(sources.where() + ": neuron " + i + " has null in place of its spike times; give an empty array where it is silent");
      }
      copy[i] = timesMs[i].clone();
    }
    engine.revise(index.applyAsInt(sources), (first, size, kernel) -> {
      if (!(kernel instanceof SpikeTrainKernel trainKernel)) {
        throw new RanvierException(
            sources.where() + " is a " + sources.model().name() + ", which does not fire at given times; spikes can be set of a spikeSource");
      }
      trainKernel.setTimes(copy, grid().toMs(engine.now()));
    });
    trains.put(sources, copy);
  }

  private TimeGrid grid() {
    return network.grid();
  }

  private <D> int place(List<D> all, D one, String where) {
    int k = all.indexOf(one);
    if (k < 0) {
      throw new RanvierException(where + " belongs to another network than '" + network.name() + "'");
    }
    return k;
  }
}
