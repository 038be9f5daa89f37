package org.ranvier.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.state.StateVariable;

/** The state of a simulation's neurons between two runs: looked at, set, and from then on recorded or not. */
final class LiveState {
  private final Network network;
  private final Engine engine;
  private final long seed;
  private final ToIntFunction<Population> index;
  private final List<Recorded> recorded = new ArrayList<>();

  /** A recorder, and what the engine knows of it. */
  private record Recorded(StateRecorder recorder, ProbeSpec probe) {}

  /**
   * @param probes of the network's recorders, in their order
   */
  LiveState(Network network, Engine engine, long seed, ToIntFunction<Population> index, List<ProbeSpec> probes) {
    this.network = network;
    this.engine = engine;
    this.seed = seed;
    this.index = index;
    List<StateRecorder> recorders = network.recorders();
    IntStream.range(0, probes.size()).forEach(k -> recorded.add(new Recorded(recorders.get(k), probes.get(k))));
  }

  double[] of(Neurons neurons, String variable) {
    double[] whole = whole(neurons, variable);
    return IntStream.range(0, neurons.size()).mapToDouble(k -> whole[neurons.set().get(k)]).toArray();
  }

  private double[] whole(Neurons neurons, String variable) {
    network.requireMember(neurons);
    neurons.population().variable(variable);
    return engine.state(index.applyAsInt(neurons.population()), variable);
  }

  void set(Neurons neurons, String variable, Distribution<?> values) {
    double[] whole = whole(neurons, variable);
    Population population = neurons.population();
    NeuronSet set = neurons.set();
    double[] given = given(neurons, population.variable(variable), values);
    // Neurons that have their value already are left alone, so that setting what is changes nothing.
    int[] changed =
        IntStream.range(0, set.size())
            .filter(k -> Double.doubleToRawLongBits(given[given.length == 1 ? 0 : k]) != Double.doubleToRawLongBits(whole[set.get(k)]))
            .toArray();
    if (changed.length == 0) {
      return;
    }
    double nowMs = network.grid().toMs(engine.now());
    engine.revise(
        index.applyAsInt(population),
        (first, size, kernel) -> {
          int[] here = IntStream.of(changed).filter(k -> set.get(k) >= first && set.get(k) < first + size).toArray();
          if (here.length > 0) {
            kernel.assign(
                variable, IntStream.of(here).map(k -> set.get(k) - first).toArray(),
                IntStream.of(here).mapToDouble(k -> given[given.length == 1 ? 0 : k]).toArray(), nowMs);
          }
        });
  }

  /** One value for all of these neurons, or one for each. */
  private double[] given(Neurons neurons, StateVariable variable, Distribution<?> values) {
    Population population = neurons.population();
    String what = population.where() + ": " + variable.name();
    Sampler sampler = values.in(Units.unit(variable.unit()), what);
    if (sampler instanceof Sampler.Listed list && list.values().length != neurons.size()) {
      throw new RanvierException(
          what + " has " + list.values().length + " values; give one for each of the " + neurons.size() + " neurons");
    }
    double[] given = Draws.of(sampler, neurons.set(), seed, "population", population.name(), "state " + engine.now(), variable.name());
    for (double x : given) {
      if (!Double.isFinite(x) || variable.name().equals("substep") && !(x > 0)) {
        throw new RanvierException(what + " " + x + " " + variable.unit() + " must be finite" + (Double.isFinite(x) ? " and above 0" : ""));
      }
    }
    return given;
  }

  /** Samples from the next step on. */
  StateRecorder record(StateRecorder recorder) {
    network.requireMember(recorder.neurons());
    ProbeSpec probe = recorder.spec(index.applyAsInt(recorder.neurons().population()), network.grid());
    engine.addProbe(probe);
    recorded.add(new Recorded(recorder, probe));
    return recorder;
  }

  /** Samples no more. */
  void remove(StateRecorder recorder) {
    Recorded found =
        recorded.stream().filter(r -> r.recorder == recorder).findFirst()
            .orElseThrow(() -> new RanvierException("the recorder of " + recorder.neurons().population().where() + " does not record in this simulation"));
    engine.endProbe(found.probe);
    recorded.remove(found);
  }
}
