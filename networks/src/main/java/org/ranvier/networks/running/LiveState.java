package org.ranvier.networks.running;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.ranvier.networks.building.Draws;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.NeuronGroup;
import org.ranvier.networks.building.RecorderSpecs;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.ProbeSpec;
import org.ranvier.simulator.state.StateVariable;

/** The state of a simulation's neurons between two runs: looked at, set, and from then on recorded or not. */
public final class LiveState {
  private final NetworkIndex index;
  private final Engine engine;
  private final long seed;
  private final Map<Object, ProbeSpec> recorded = new IdentityHashMap<>();

  public LiveState(NetworkIndex index, Engine engine, long seed) {
    this.index = index;
    this.engine = engine;
    this.seed = seed;
  }

  /** Knows a recorder of the network. */
  public void begin(Object recorder, ProbeSpec probe) {
    recorded.put(recorder, probe);
  }

  /** A state variable, a value for each of these neurons. */
  public double[] of(NeuronGroup neurons, String variable) {
    double[] whole = whole(neurons, variable);
    return IntStream.range(0, neurons.size()).mapToDouble(k -> whole[neurons.set().get(k)]).toArray();
  }

  private double[] whole(NeuronGroup neurons, String variable) {
    neurons.population().variable(variable);
    return engine.state(index.index(neurons), variable);
  }

  /** Sets a state variable. */
  public void set(NeuronGroup neurons, String variable, Distribution<?> values) {
    double[] whole = whole(neurons, variable);
    PopulationPlan population = neurons.population();
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
    double nowMs = index.grid().toMs(engine.now());
    engine.revise(
        index.index(neurons),
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
  private double[] given(NeuronGroup neurons, StateVariable variable, Distribution<?> values) {
    PopulationPlan population = neurons.population();
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
  public void record(Object recorder, RecorderPlan.States plan) {
    ProbeSpec probe = RecorderSpecs.of(plan, index);
    engine.addProbe(probe);
    recorded.put(recorder, probe);
  }

  /** Samples no more. */
  public void remove(Object recorder, String where) {
    ProbeSpec probe = recorded.remove(recorder);
    if (probe == null) {
      throw new RanvierException("the " + where + " does not record in this simulation");
    }
    engine.endProbe(probe);
  }
}
