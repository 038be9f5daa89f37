package org.ranvier.networks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.space.Mask;
import org.ranvier.networks.space.Positions;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.exact.ExactForms;
import org.ranvier.neuronmodels.exact.ExactModel;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StateVariable;

/**
 * A population: neurons of one model, on the grid or, after {@link #exact}, in continuous time.
 *
 * <pre>{@code
 * var exc = net.population("E", 10_000, "iaf_psc_exp")
 *     .set("tau_m", ms(10))
 *     .set("V_th", normal(mV(-50), mV(1)))
 *     .initial("V_m", uniform(mV(-65), mV(-50)));
 * }</pre>
 */
public final class Population implements Neurons {
  private final Network network;
  private final String name;
  private final int size;
  private NeuronModel model;
  private List<StateVariable> variables;
  private final Map<String, Distribution<?>> parameters = new LinkedHashMap<>();
  private final Map<String, Distribution<?>> initial = new LinkedHashMap<>();
  private String note = "";
  private @Nullable Layout layout;
  private @Nullable Positions positions;

  Population(Network network, String name, int size, NeuronModel model) {
    this.network = network;
    this.name = name;
    this.size = size;
    this.model = model;
    variables = model.variables();
  }

  public String name() {
    return name;
  }

  @Override
  public int size() {
    return size;
  }

  public NeuronModel model() {
    return model;
  }

  @Override
  public Population population() {
    return this;
  }

  @Override
  public NeuronSet set() {
    return NeuronSet.range(0, size);
  }

  Network network() {
    return network;
  }

  /**
   * Integrates the neurons exactly in continuous time: they are advanced only when an event reaches them or a spike is due, their spikes are
   * not rounded to the grid, and delays to them may be any positive time. The model becomes its exact form, with the same parameters.
   *
   * @throws RanvierException that lists the models that have an exact form, if this one has none
   */
  public Population exact() {
    network.requireOpen();
    model = ExactForms.of(where(), model);
    variables = model.variables();
    parameters.keySet().forEach(this::parameter);
    initial.keySet().forEach(this::variable);
    return this;
  }

  /** Whether the neurons live in continuous time. */
  public boolean isExact() {
    return model instanceof ExactModel;
  }

  /** Sets a parameter, for all neurons alike. */
  public <Q extends Quantity<Q>> Population set(String parameter, Quantity<Q> value) {
    Parameter p = parameter(parameter);
    p.check(Units.in(Units.unit(p.unit()), value, where() + ": " + parameter), where());
    return set(parameter, Distribution.constant(value));
  }

  /** Sets a parameter that has no unit. */
  public Population set(String parameter, double value) {
    return set(parameter, Units.number(value));
  }

  /** A constant is checked as {@link #set(String, Quantity)} does. */
  Population planned(String parameter, Distribution<?> values) {
    Parameter p = parameter(parameter);
    if (values.in(Units.unit(p.unit()), where() + ": " + parameter) instanceof Sampler.Constant c) {
      p.check(c.value(), where());
    }
    return set(parameter, values);
  }

  /** Draws a parameter for each neuron, or lists it. */
  public Population set(String parameter, Distribution<?> values) {
    network.requireOpen();
    Parameter p = parameter(parameter);
    Sampler sampler = values.in(Units.unit(p.unit()), where() + ": " + parameter);
    checkLength(parameter, sampler);
    parameters.put(parameter, values);
    return this;
  }

  /** Sets the initial value of a state variable, for all neurons alike. */
  public <Q extends Quantity<Q>> Population initial(String variable, Quantity<Q> value) {
    return initial(variable, Distribution.constant(value));
  }

  /** Draws the initial value of a state variable for each neuron, or lists it. */
  public Population initial(String variable, Distribution<?> values) {
    network.requireOpen();
    StateVariable v = variable(variable);
    checkLength(variable, values.in(Units.unit(v.unit()), where() + ": initial " + variable));
    initial.put(variable, values);
    return this;
  }

  /** Says where the neurons are. */
  public Population positions(Layout layout) {
    network.requireOpen();
    positions = layout.place(name, size);
    this.layout = layout;
    return this;
  }

  /** Where the neurons are. */
  public Positions positions() {
    Positions known = positions;
    if (known == null) {
      throw new RanvierException(where() + " has no positions; add .positions(grid(40, 40).extent(mm(1), mm(1))) or another layout");
    }
    return known;
  }

  /** How the neurons were laid out, if they were. */
  public Optional<Layout> layout() {
    return Optional.ofNullable(layout);
  }

  /**
   * The neurons within a region.
   *
   * @param around where the region is placed: a coordinate for each dimension, or none for the origin
   */
  @SafeVarargs
  public final View within(Mask region, Quantity<Length>... around) {
    int[] inside = positions().within(where(), region, around);
    return neurons(inside);
  }

  /** The neurons {@code from … to - 1}. */
  public View range(int from, int to) {
    if (from < 0 || to > size || from >= to) {
      throw new RanvierException(
          where() + ": range " + from + " … " + to + " must lie within 0 … " + size + " and hold at least one neuron");
    }
    return new View(this, NeuronSet.range(from, to));
  }

  /**
   * The neurons of these indices, in ascending order and each once: values, partners and traces of a view are in the order of the
   * population.
   */
  public View neurons(int... indices) {
    if (indices.length == 0 || Arrays.stream(indices).anyMatch(k -> k < 0 || k >= size)) {
      throw new RanvierException(
          where() + ": neurons " + few(indices) + " must be at least one index within 0 … " + (size - 1));
    }
    for (int k = 1; k < indices.length; k++) {
      if (indices[k] <= indices[k - 1]) {
        throw new RanvierException(
            where() + ": neurons " + few(indices) + ": index " + indices[k] + " comes after " + indices[k - 1] + ", but a view has its neurons in"
                + " ascending order, each once, and values that are given for it too; sort the indices, and the values with them");
      }
    }
    return new View(this, NeuronSet.of(indices));
  }

  private static String few(int[] indices) {
    return indices.length <= 20
        ? Arrays.toString(indices)
        : Arrays.toString(Arrays.copyOf(indices, 20)).replace("]", ", … " + indices.length + " in all]");
  }

  /** Says in descriptions what no parameter tells. */
  Population note(String text) {
    note = text;
    return this;
  }

  String note() {
    return note;
  }

  Map<String, Distribution<?>> parameters() {
    return parameters;
  }

  Map<String, Distribution<?>> initial() {
    return initial;
  }

  String where() {
    return "population '" + name + "'";
  }

  PopulationPlan populationPlan() {
    return new PopulationPlan(name, size, model, parameters, initial, layout, note.isEmpty() ? null : note);
  }

  private void checkLength(String what, Sampler sampler) {
    if (sampler instanceof Sampler.Listed list && list.values().length != size) {
      throw new RanvierException(
          where() + ": " + what + " has " + list.values().length + " values; give one for each of the " + size + " neurons");
    }
  }

  Parameter parameter(String parameter) {
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

  boolean hasVariable(String variable) {
    return variables.stream().anyMatch(v -> v.name().equals(variable));
  }

  StateVariable variable(String variable) {
    return variables.stream()
        .filter(v -> v.name().equals(variable))
        .findFirst()
        .orElseThrow(
            () ->
                new RanvierException(
                    where() + " (" + model.name() + ") has no state variable '" + variable + "'"
                        + Names.suggest(variable, variables.stream().map(StateVariable::name).toList())));
  }
}
