package org.ranvier.networks.building;

import java.util.Arrays;
import javax.measure.Quantity;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** Changes of parameters: checked, and with their random numbers drawn. */
public final class ParameterChanges {
  private ParameterChanges() {}

  /** Refuses values that the parameter cannot have, or that are not one for each neuron. */
  public static void check(ChangePlan change, NeuronGroup neurons) {
    PopulationPlan population = neurons.population();
    Parameter p = population.parameter(change.parameter());
    Sampler sampler = change.values().in(Units.unit(p.unit()), population.where() + ": " + change.parameter());
    if (sampler instanceof Sampler.Listed list && list.values().length != neurons.size()) {
      throw new RanvierException(
          population.where() + ": " + change.parameter() + " has " + list.values().length + " values; give one for each of the "
              + neurons.size() + " neurons");
    }
  }

  /** One value, which must be within the parameter's range. */
  public static <Q extends Quantity<Q>> Distribution<Q> constant(PopulationPlan population, String parameter, Quantity<Q> value) {
    Parameter p = population.parameter(parameter);
    double x = Units.in(Units.unit(p.unit()), value, population.where() + ": " + parameter);
    p.check(x, population.where());
    return Distribution.constant(value);
  }

  /** The step after which it comes. */
  static long step(ChangePlan change, TimeGrid grid) {
    String what = "change of " + change.parameter() + " of population '" + change.neurons().population() + "': time";
    long step = grid.steps(Units.in(Units.MILLISECOND, change.time(), what), what, 0, "");
    if (step < 0) {
      throw new RanvierException(what + " " + Units.text(change.time()) + " must be 0 or above");
    }
    return step;
  }

  /** The change as something that can be done to any values, with its random numbers drawn. */
  static Drawn draw(ChangePlan change, NeuronGroup neurons, long seed, long step, RoundedTimes times) {
    PopulationPlan population = neurons.population();
    Parameter p = population.parameter(change.parameter());
    Sampler sampler = change.values().in(Units.unit(p.unit()), population.where() + ": " + change.parameter());
    double[] drawn = Draws.of(sampler, neurons.set(), seed, "population", population.name(), "change " + step, change.parameter());
    boolean refractory = population.model().refractoryParameter().filter(change.parameter()::equals).isPresent();
    return new Drawn(change, neurons, refractory ? times.refractory(drawn, sampler, change.where() + ": " + change.parameter()) : drawn);
  }

  /** A change whose values are known: one, or one for each of the chosen neurons. */
  record Drawn(ChangePlan change, NeuronGroup neurons, double[] values) {
    ParameterValues apply(ParameterValues before) {
      NeuronSet set = neurons.set();
      String name = change.parameter();
      if (set.size() == before.size()) {
        return before.with(change.where(), name, values);
      }
      double[] all = new double[before.size()];
      Arrays.setAll(all, i -> before.at(name, i));
      for (int k = 0; k < set.size(); k++) {
        all[set.get(k)] = values[values.length == 1 ? 0 : k];
      }
      return before.with(change.where(), name, all);
    }
  }

  /** The line of a change in a description. */
  public static String text(ChangePlan change, NeuronGroup neurons) {
    return "at " + Units.text(change.time()) + "  " + neurons.population().name() + (neurons.isWhole() ? "" : " (" + neurons.size() + " neurons)") + "  "
        + change.parameter() + " = " + change.values();
  }
}
