package org.ranvier.networks;

import java.util.Arrays;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** A parameter of neurons that gets other values at a time. */
record ParameterChange(Quantity<Time> time, Neurons neurons, String parameter, Distribution<?> values) {
  ParameterChange {
    Parameter p = neurons.population().parameter(parameter);
    Sampler sampler = values.in(Units.unit(p.unit()), neurons.population().where() + ": " + parameter);
    if (sampler instanceof Sampler.Listed list && list.values().length != neurons.size()) {
      throw new RanvierException(
          neurons.population().where() + ": " + parameter + " has " + list.values().length + " values; give one for each of the "
              + neurons.size() + " neurons");
    }
  }

  /** One value, which must be within the parameter's range. */
  static <Q extends Quantity<Q>> Distribution<Q> constant(Neurons neurons, String parameter, Quantity<Q> value) {
    Population population = neurons.population();
    Parameter p = population.parameter(parameter);
    double x = Units.in(Units.unit(p.unit()), value, population.where() + ": " + parameter);
    p.check(x, population.where());
    return Distribution.constant(value);
  }

  ChangePlan plan() {
    return new ChangePlan(time, neurons.plan(), parameter, values);
  }

  long step(TimeGrid grid) {
    String what = "change of " + parameter + " of " + neurons.population().where() + ": time";
    long step = grid.steps(Units.in(Units.MILLISECOND, time, what), what, 0, "");
    if (step < 0) {
      throw new RanvierException(what + " " + Units.text(time) + " must be 0 or above");
    }
    return step;
  }

  String where() {
    return neurons.population().where() + " at " + Units.text(time);
  }

  /** The change as something that can be done to any values, with its random numbers drawn. */
  Drawn draw(long seed, long step, RoundedTimes times) {
    Population population = neurons.population();
    Parameter p = population.parameter(parameter);
    Sampler sampler = values.in(Units.unit(p.unit()), population.where() + ": " + parameter);
    NeuronSet set = neurons.set();
    double[] drawn = Draws.of(sampler, set, seed, "population", population.name(), "change " + step, parameter);
    boolean refractory = population.model().refractoryParameter().filter(parameter::equals).isPresent();
    return new Drawn(this, refractory ? times.refractory(drawn, sampler, where() + ": " + parameter) : drawn);
  }

  /** A change whose values are known: one, or one for each of the chosen neurons. */
  record Drawn(ParameterChange change, double[] values) {
    ParameterValues apply(ParameterValues before) {
      NeuronSet set = change.neurons.set();
      String name = change.parameter;
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

  @Override
  public String toString() {
    String part = neurons.size() == neurons.population().size() ? "" : " (" + neurons.size() + " neurons)";
    return "at " + Units.text(time) + "  " + neurons.population().name() + part + "  " + parameter + " = " + values;
  }
}
