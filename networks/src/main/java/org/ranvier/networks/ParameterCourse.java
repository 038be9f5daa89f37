package org.ranvier.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.time.TimeGrid;

/** The parameters of the populations as a run goes on: their values now, and the changes to come. */
final class ParameterCourse {
  private final RoundedTimes times;
  private final TimeGrid grid;
  private final long seed;
  private final Map<Population, Integer> index;
  private final Map<Population, ParameterValues> now = new HashMap<>();
  private final List<Planned> planned = new ArrayList<>(); // by step
  private List<Planned> described = List.of();
  private Map<Population, ParameterValues> first = Map.of();

  /** A change and the step after which it comes. */
  record Planned(long step, ParameterChange.Drawn drawn) {
    Population population() {
      return drawn.change().neurons().population();
    }
  }

  ParameterCourse(RoundedTimes times, long seed, Map<Population, Integer> index) {
    this.times = times;
    grid = times.grid();
    this.seed = seed;
    this.index = index;
  }

  void begin(Population population, ParameterValues values) {
    now.put(population, values);
  }

  /** The present values; the defaults where the description of the population has a mistake, which is reported. */
  ParameterValues now(Population population) {
    return now.getOrDefault(population, ParameterValues.of(population.where(), population.model().parameters(), population.size(), Map.of()));
  }

  /** The values at the beginning. */
  ParameterValues first(Population population) {
    return first.getOrDefault(population, now(population));
  }

  /** Plans a change, behind those of the same step; throws if it, or one after it, would make no sense. */
  Planned plan(long step, ParameterChange change) {
    var one = new Planned(step, change.draw(seed, step, times));
    int k = planned.size();
    while (k > 0 && planned.get(k - 1).step > step) {
      k--;
    }
    planned.add(k, one);
    try {
      check(change.neurons().population());
    } catch (RanvierException e) {
      planned.remove(k);
      throw e;
    }
    return one;
  }

  /** Tries the changes of a population, in their order, on a neuron that is not simulated. */
  private void check(Population population) {
    ParameterValues values = now.get(population);
    if (values == null) {
      return; // its description has a mistake, which is reported
    }
    var trial = population.model().trial(population.where(), values, grid);
    for (Planned p : planned) {
      if (p.population() == population) {
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
  void requireAdjustable(Population population, String parameter, String where) {
    ParameterValues values = now.get(population);
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
  void requireModulable(Population population, String parameter, Effect effect, String receptor) {
    ParameterValues values = now.get(population);
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
  void start(Engine engine) {
    described = List.copyOf(planned);
    first = Map.copyOf(now);
    planned.forEach(p -> give(engine, p));
  }

  /** Begins again, with the changes that are described and no others. */
  void restart(Engine engine) {
    planned.clear();
    planned.addAll(described);
    now.putAll(first);
    engine.forgetChanges();
    planned.forEach(p -> give(engine, p));
  }

  /** Changes parameters at the present step, behind what was planned for it. */
  void set(Engine engine, ParameterChange change) {
    long step = engine.now();
    while (!planned.isEmpty() && planned.getFirst().step <= step) {
      Planned past = planned.removeFirst();
      now.computeIfPresent(past.population(), (p, values) -> past.drawn.apply(values));
    }
    give(engine, plan(step, change));
  }

  private void give(Engine engine, Planned p) {
    Integer population = index.get(p.population());
    if (population == null) {
      throw new IllegalStateException(p.population().name() + " is not in the network");
    }
    engine.change(
        p.step,
        population,
        kernel -> {
          var adjustable = (AdjustableKernel) kernel;
          adjustable.setParameters(p.drawn.apply(adjustable.parameters()));
        });
  }
}
