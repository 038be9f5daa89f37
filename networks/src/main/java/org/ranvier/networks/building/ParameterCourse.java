package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.time.TimeGrid;

/** The parameters of the populations as a run goes on: their values now, and the changes to come. */
public final class ParameterCourse {
  private final RoundedTimes times;
  private final NetworkIndex index;
  private final TimeGrid grid;
  private final long seed;
  private final Map<String, ParameterValues> now = new HashMap<>();
  private final List<Planned> planned = new ArrayList<>(); // by step
  private List<Planned> described = List.of();
  private Map<String, ParameterValues> first = Map.of();

  /** A change and the step after which it comes. */
  record Planned(long step, ParameterChanges.Drawn drawn) {
    PopulationPlan population() {
      return drawn.neurons().population();
    }
  }

  ParameterCourse(NetworkIndex index, RoundedTimes times, long seed) {
    this.index = index;
    this.times = times;
    grid = times.grid();
    this.seed = seed;
  }

  void begin(PopulationPlan population, ParameterValues values) {
    now.put(population.name(), values);
  }

  /** The present values; the defaults where the description of the population has a mistake, which is reported. */
  public ParameterValues now(PopulationPlan population) {
    return now.getOrDefault(population.name(), ParameterValues.of(population.where(), population.model().parameters(), population.size(), Map.of()));
  }

  /** The values at the beginning. */
  public ParameterValues first(PopulationPlan population) {
    return first.getOrDefault(population.name(), now(population));
  }

  /** Plans a change, behind those of the same step; throws if it, or one after it, would make no sense. */
  Planned plan(long step, ChangePlan change) {
    NeuronGroup neurons = index.neurons(change.neurons());
    var one = new Planned(step, ParameterChanges.draw(change, neurons, seed, step, times));
    int k = planned.size();
    while (k > 0 && planned.get(k - 1).step > step) {
      k--;
    }
    planned.add(k, one);
    try {
      check(neurons.population());
    } catch (RanvierException e) {
      planned.remove(k);
      throw e;
    }
    return one;
  }

  /** Tries the changes of a population, in their order, on a neuron that is not simulated. */
  private void check(PopulationPlan population) {
    ParameterValues values = now.get(population.name());
    if (values == null) {
      return; // its description has a mistake, which is reported
    }
    var trial = population.model().trial(population.where(), values, grid);
    for (Planned p : planned) {
      if (p.population().name().equals(population.name())) {
        if (!(trial instanceof AdjustableKernel kernel)) {
          throw new RanvierException(
              p.drawn.change().where() + ": " + p.drawn.change().parameter() + " cannot change during a run, nor can any parameter of a "
                  + population.model().name());
        }
        values = p.drawn.apply(values);
        population.model().kernel(p.drawn.change().where(), values);
        kernel.setParameters(values);
      }
    }
  }

  /** Throws if a parameter cannot change during a run. */
  void requireAdjustable(PopulationPlan population, String parameter, String where) {
    ParameterValues values = now.get(population.name());
    if (values == null) {
      return; // its description has a mistake, which is reported
    }
    if (!(population.model().trial(population.where(), values, grid) instanceof AdjustableKernel kernel)) {
      throw new RanvierException(where + ": it cannot change during a run, nor can any parameter of a " + population.model().name());
    }
    double[] changed = new double[population.size()];
    Arrays.setAll(changed, i -> Math.nextUp(values.at(parameter, i)));
    kernel.setParameters(values.with(where, parameter, changed));
  }

  /** Throws if a receptor that is not activated, or fully, would make something impossible of a parameter. */
  void requireModulable(PopulationPlan population, String parameter, Effect effect, String receptor) {
    ParameterValues values = now.get(population.name());
    if (values == null) {
      return; // its description has a mistake, which is reported
    }
    String where = receptor + ", on " + population.where();
    if (!(population.model().trial(population.where(), values, grid) instanceof AdjustableKernel kernel)) {
      throw new RanvierException(
          where + ": " + parameter + " cannot change during a run, nor can any parameter of a " + population.model().name());
    }
    for (double activation : new double[] {0, 1}) {
      double[] changed = values.all(parameter).clone();
      Arrays.setAll(changed, i -> effect.of(changed[i], activation));
      kernel.setParameters(values.with(where + ", activation " + TimeGrid.trim(activation), parameter, changed));
    }
  }

  /** Gives all planned changes to the engine. */
  public void start(Engine engine) {
    described = List.copyOf(planned);
    first = Map.copyOf(now);
    planned.forEach(p -> give(engine, p));
  }

  /** Begins again, with the changes that are described and no others. */
  public void restart(Engine engine) {
    planned.clear();
    planned.addAll(described);
    now.putAll(first);
    engine.forgetChanges();
    planned.forEach(p -> give(engine, p));
  }

  /** Changes parameters at the present step, behind what was planned for it. */
  public void set(Engine engine, ChangePlan change) {
    ParameterChanges.check(change, index.neurons(change.neurons()));
    long step = engine.now();
    while (!planned.isEmpty() && planned.getFirst().step <= step) {
      Planned past = planned.removeFirst();
      now.computeIfPresent(past.population().name(), (p, values) -> past.drawn.apply(values));
    }
    give(engine, plan(step, change));
  }

  private void give(Engine engine, Planned p) {
    engine.change(
        p.step,
        index.index(p.population().name()),
        kernel -> {
          var adjustable = (AdjustableKernel) kernel;
          adjustable.setParameters(p.drawn.apply(adjustable.parameters()));
        });
  }
}
