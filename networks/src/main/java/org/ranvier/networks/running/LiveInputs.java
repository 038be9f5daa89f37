package org.ranvier.networks.running;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ranvier.networks.building.CurrentSpecs;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.NoiseSpecs;
import org.ranvier.networks.building.PoissonSpecs;
import org.ranvier.networks.building.RoundedTimes;
import org.ranvier.networks.json.NetworkFile;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.neuronmodels.exact.GivenTimes;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.neuronmodels.stimuli.SpikeTrainKernel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.kernel.Dynamics;
import org.ranvier.simulator.state.StatePort;

/** The stimuli of a simulation as they are now, where they have been changed since it was described. */
public final class LiveInputs {
  private final NetworkIndex index;
  private final NetworkPlan network;
  private final Engine engine;
  private final long seed;
  private final Function<PopulationPlan, ParameterValues> first; // parameters at the beginning
  private final SortedMap<Integer, PoissonPlan> drives = new TreeMap<>(); // by their places in the plan
  private final SortedMap<Integer, CurrentPlan> currents = new TreeMap<>();
  private final SortedMap<Integer, NoisePlan> noises = new TreeMap<>();
  private final SortedMap<Integer, double[][]> trains = new TreeMap<>(); // by population

  public LiveInputs(NetworkIndex index, Engine engine, long seed, Function<PopulationPlan, ParameterValues> first) {
    this.index = index;
    network = index.plan();
    this.engine = engine;
    this.seed = seed;
    this.first = first;
  }

  /**
   * Lists what stimuli have been changed to. They are put in before the state of their kernels is.
   *
   * @throws RanvierException if one follows a course that is code of its author's own
   */
  public void state(StatePort port) {
    int[] whichDrives = port.array("drives", "1", places(drives));
    int[] whichCurrents = port.array("currents", "1", places(currents));
    int[] whichNoises = port.array("noises", "1", places(noises));
    boolean none = whichDrives.length + whichCurrents.length + whichNoises.length == 0;
    char[] document = port.array("document", "", none || port.restores() ? new char[0] : document().toCharArray());
    if (none || !port.restores()) {
      return;
    }
    NetworkPlan plan = NetworkFile.parse(new String(document));
    for (int k = 0; k < whichDrives.length; k++) {
      PoissonPlan of = plan.poisson().get(k);
      changePoisson(whichDrives[k], now -> of);
    }
    for (int k = 0; k < whichCurrents.length; k++) {
      CurrentPlan of = plan.currents().get(k);
      changeCurrent(whichCurrents[k], now -> of);
    }
    for (int k = 0; k < whichNoises.length; k++) {
      NoisePlan of = plan.noises().get(k);
      changeNoise(whichNoises[k], now -> of, kernel(of));
    }
  }

  private Dynamics kernel(NoisePlan noise) {
    PopulationPlan target = index.population(noise.target().population());
    return target.model().kernel(noise.where(), first.apply(target));
  }

  private String document() {
    return NetworkFile.text(
        new NetworkPlan(
            network.name(), network.resolution(), network.roundTimes(), List.of(), List.of(), List.copyOf(drives.values()),
            List.copyOf(currents.values()), List.copyOf(noises.values()), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  private static int[] places(SortedMap<Integer, ?> changed) {
    return changed.keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Lists the times that sources have been given; they are put in after the state of their kernels is. */
  public void trainState(StatePort port) {
    int[] which = port.array("sources", "1", places(trains));
    for (int p : which) {
      double[][] own = port.restores() ? new double[0][] : Objects.requireNonNull(trains.get(p));
      PopulationPlan sources = network.populations().get(p);
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

  /** Changes a Poisson drive, by its place in the plan. */
  public void changePoisson(int drive, UnaryOperator<PoissonPlan> change) {
    PoissonPlan after = change.apply(drives.getOrDefault(drive, network.poisson().get(drive)));
    engine.setStimulus(drive, PoissonSpecs.of(after, index, seed));
    drives.put(drive, after);
  }

  /** Changes a current, by its place in the plan. */
  public void changeCurrent(int current, UnaryOperator<CurrentPlan> change) {
    CurrentPlan after = change.apply(currents.getOrDefault(current, network.currents().get(current)));
    engine.setStimulus(stimulusOfCurrent(current), CurrentSpecs.of(after, index, seed));
    currents.put(current, after);
  }

  /**
   * Changes noise, by its place in the plan.
   *
   * @param target kernel of the neurons as they are now
   */
  public void changeNoise(int noise, UnaryOperator<NoisePlan> change, Dynamics target) {
    NoisePlan after = change.apply(noises.getOrDefault(noise, network.noises().get(noise)));
    engine.setStimulus(stimulusOfNoise(noise), NoiseSpecs.of(after, index, target));
    noises.put(noise, after);
  }

  private int stimulusOfCurrent(int current) {
    return network.poisson().size() + current;
  }

  private int stimulusOfNoise(int noise) {
    return network.poisson().size() + network.currents().size() + noise;
  }

  /** A state variable of a train of pulses, the same for all neurons. */
  public double pulses(int current, String variable) {
    String where = network.currents().get(current).where();
    return engine.stimulusState(stimulusOfCurrent(current), variable).orElseThrow(
        () -> new RanvierException(where + " is no train of pulses now; set(current, PulseTrain.of(…)) makes it one"));
  }

  /** Takes back what has been changed since the network was described, and lets sources that fire at given times begin again. */
  public void restart() {
    drives.keySet().forEach(k -> engine.setStimulus(k, PoissonSpecs.of(network.poisson().get(k), index, seed)));
    currents.keySet().forEach(k -> engine.setStimulus(stimulusOfCurrent(k), CurrentSpecs.of(network.currents().get(k), index, seed)));
    noises.keySet().forEach(
        k -> engine.setStimulus(stimulusOfNoise(k), NoiseSpecs.of(network.noises().get(k), index, kernel(network.noises().get(k)))));
    drives.clear();
    currents.clear();
    noises.clear();
    trains.clear();
    var times = new RoundedTimes(index.grid(), network.roundTimes());
    for (PopulationPlan p : network.populations()) {
      if (times.model(p) instanceof SpikeTimes given) {
        given.timesMs().ifPresent(
            t -> engine.revise(index.index(p.name()), (from, size, kernel) -> ((SpikeTrainKernel) kernel).setTimes(t, 0)));
      } else if (p.model() instanceof GivenTimes given) {
        double[][] t = given.timesMs();
        engine.revise(index.index(p.name()), (from, size, kernel) -> ((SpikeTrainKernel) kernel).setTimes(t, 0));
      }
    }
  }

  /** Replaces the spikes to come of sources that fire at given times. */
  public void setSpikes(PopulationPlan sources, double[][] timesMs) {
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
    int population = index.index(sources.name());
    engine.revise(population, (from, size, kernel) -> {
      if (!(kernel instanceof SpikeTrainKernel trainKernel)) {
        throw new RanvierException(
            sources.where() + " is a " + sources.model().name() + ", which does not fire at given times; spikes can be set of a spikeSource");
      }
      trainKernel.setTimes(copy, index.grid().toMs(engine.now()));
    });
    trains.put(population, copy);
  }
}
