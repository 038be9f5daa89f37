package org.ranvier.networks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ranvier.networks.json.NetworkFile;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.neuronmodels.stimuli.SpikeTrainKernel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.state.StatePort;
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

  /**
   * Lists what stimuli have been changed to. They are put in before the state of their kernels is.
   *
   * @throws RanvierException if one follows a course that is code of its author's own
   */
  void state(StatePort port) {
    int[] whichDrives = port.array("drives", "1", indices(network.drives(), drives.keySet()));
    int[] whichCurrents = port.array("currents", "1", indices(network.currents(), currents.keySet()));
    int[] whichNoises = port.array("noises", "1", indices(network.noises(), noises.keySet()));
    boolean none = whichDrives.length + whichCurrents.length + whichNoises.length == 0;
    char[] document = port.array("document", "", none || port.restores() ? new char[0] : document(whichDrives, whichCurrents, whichNoises).toCharArray());
    if (none || !port.restores()) {
      return;
    }
    NetworkPlan plan = NetworkFile.parse(new String(document));
    for (int k = 0; k < whichDrives.length; k++) {
      PoissonPlan of = plan.poisson().get(k);
      change(network.drives().get(whichDrives[k]), d -> d.instead(of));
    }
    for (int k = 0; k < whichCurrents.length; k++) {
      CurrentPlan of = plan.currents().get(k);
      change(network.currents().get(whichCurrents[k]), c -> c.instead(of));
    }
    for (int k = 0; k < whichNoises.length; k++) {
      NoisePlan.Process of = Objects.requireNonNull(plan.noises().get(k).process());
      NoiseInput noise = network.noises().get(whichNoises[k]);
      Population target = noise.target().population();
      change(noise, n -> n.moments(of.mean(), of.sd()), target.model().kernel(target.where(), first.apply(target)));
    }
  }

  private String document(int[] whichDrives, int[] whichCurrents, int[] whichNoises) {
    NetworkPlan all = network.plan();
    return NetworkFile.text(
        new NetworkPlan(
            all.name(), all.resolution(), all.roundTimes(), List.of(), List.of(),
            Arrays.stream(whichDrives).mapToObj(k -> now(drives, network.drives().get(k)).plan()).toList(),
            Arrays.stream(whichCurrents).mapToObj(k -> now(currents, network.currents().get(k)).plan()).toList(),
            Arrays.stream(whichNoises).mapToObj(k -> now(noises, network.noises().get(k)).plan()).toList(), List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  private static <D> D now(Map<D, D> changed, D described) {
    return changed.getOrDefault(described, described);
  }

  /** The places of those that have been changed, ascending. */
  private static <D> int[] indices(List<D> all, Set<D> changed) {
    return changed.stream().mapToInt(all::indexOf).sorted().toArray();
  }

  /** Lists the times that sources have been given; they are put in after the state of their kernels is. */
  void trainState(StatePort port) {
    List<Population> all = network.populations();
    int[] which = port.array("sources", "1", indices(all, trains.keySet()));
    for (int p : which) {
      Population sources = all.get(p);
      double[][] own = port.restores() ? new double[0][] : Objects.requireNonNull(trains.get(sources));
      StatePort of = port.of(sources.name());
      int[] counts = of.array("count", "1", Arrays.stream(own).mapToInt(t -> t.length).toArray());
      double[] times = of.array("times", "ms", Arrays.stream(own).flatMapToDouble(Arrays::stream).toArray());
      if (port.restores()) {
        double[][] rows = new double[counts.length][];
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
          rows[i] = Arrays.copyOfRange(times, at, at += counts[i]);
        }
        setSpikes(sources, rows);
      }
    }
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

  /** A state variable of a train of pulses, the same for all neurons. */
  double state(CurrentInput current, String variable) {
    int k = network.drives().size() + place(network.currents(), current, current.where());
    return engine.stimulusState(k, variable).orElseThrow(
        () -> new RanvierException(current.where() + " is no train of pulses now; set(current, PulseTrain.of(…)) makes it one"));
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
