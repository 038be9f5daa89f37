package org.ranvier.networks.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.values.Distribution;
import org.ranvier.neuronmodels.exact.ExactModel;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StateVariable;

/**
 * A population.
 *
 * @param model of the library, of equations, of a cell, or of a source with its times; the exact form where neurons live in continuous time
 * @param parameters values that differ from the model's defaults, by name
 * @param initial initial values of state variables, by name
 * @param layout where the neurons are
 * @param note for people, on what no parameter tells
 */
public record PopulationPlan(
    String name, int size, NeuronModel model, Map<String, Distribution<?>> parameters, Map<String, Distribution<?>> initial, @Nullable Layout layout,
    @Nullable String note) {
  public PopulationPlan {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    initial = Collections.unmodifiableSortedMap(new TreeMap<>(initial));
  }

  /** A population of which no more is said. */
  public PopulationPlan(String name, int size, NeuronModel model) {
    this(name, size, model, Map.of(), Map.of(), null, null);
  }

  /** The same with another model. */
  public PopulationPlan model(NeuronModel of) {
    return new PopulationPlan(name, size, of, parameters, initial, layout, note);
  }

  /** The same with a parameter. */
  public PopulationPlan parameter(String parameter, Distribution<?> values) {
    return new PopulationPlan(name, size, model, with(parameters, parameter, values), initial, layout, note);
  }

  /** The same with an initial value. */
  public PopulationPlan initial(String variable, Distribution<?> values) {
    return new PopulationPlan(name, size, model, parameters, with(initial, variable, values), layout, note);
  }

  /** The same in another layout. */
  public PopulationPlan layout(Layout of) {
    return new PopulationPlan(name, size, model, parameters, initial, of, note);
  }

  /** The same with a note. */
  public PopulationPlan note(String text) {
    return new PopulationPlan(name, size, model, parameters, initial, layout, text.isEmpty() ? null : text);
  }

  private static Map<String, Distribution<?>> with(Map<String, Distribution<?>> all, String name, Distribution<?> values) {
    var more = new TreeMap<String, Distribution<?>>(all);
    more.put(name, values);
    return more;
  }

  /** Names it in messages. */
  public String where() {
    return "population '" + name + "'";
  }

  /** Whether the neurons live in continuous time. */
  public boolean isExact() {
    return model instanceof ExactModel;
  }

  /** All neurons. */
  public NeuronSet set() {
    return NeuronSet.range(0, size);
  }

  /**
   * A parameter of the model.
   *
   * @throws RanvierException that suggests names like it, if the model has none of that name
   */
  public Parameter parameter(String parameter) {
    return model.parameters().stream()
        .filter(p -> p.name().equals(parameter))
        .findFirst()
        .orElseThrow(
            () ->
                hasVariable(parameter)
                    ? new RanvierException(
                        where() + " (" + model.name() + "): " + parameter + " is a state variable, not a parameter; use .initial(\"" + parameter
                            + "\", …) for what it begins with, and simulation.state(…, \"" + parameter + "\") and simulation.set(…, \"" + parameter
                            + "\", …) between runs")
                    : new RanvierException(
                        where() + " (" + model.name() + ") has no parameter '" + parameter + "'"
                            + Names.suggest(parameter, model.parameters().stream().map(Parameter::name).toList())));
  }

  /** Whether the model has a state variable of that name. */
  public boolean hasVariable(String variable) {
    return model.variables().stream().anyMatch(v -> v.name().equals(variable));
  }

  /**
   * A state variable of the model.
   *
   * @throws RanvierException that suggests names like it, if the model has none of that name
   */
  public StateVariable variable(String variable) {
    return model.variables().stream()
        .filter(v -> v.name().equals(variable))
        .findFirst()
        .orElseThrow(
            () ->
                new RanvierException(
                    where() + " (" + model.name() + ") has no state variable '" + variable + "'"
                        + Names.suggest(variable, model.variables().stream().map(StateVariable::name).toList())));
  }
}
