package org.ranvier.networks;

import java.util.Arrays;
import java.util.Optional;
import javax.measure.Quantity;
import javax.measure.quantity.Length;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.building.NeuronGroup;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.space.Mask;
import org.ranvier.networks.space.Positions;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.exact.ExactForms;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;

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
  private final Draft draft;
  private PopulationPlan plan;
  private @Nullable Positions positions; // derived: as the plan lays them out

  Population(Draft draft, PopulationPlan plan) {
    this.draft = draft;
    this.plan = plan;
  }

  public String name() {
    return plan.name();
  }

  @Override
  public int size() {
    return plan.size();
  }

  public NeuronModel model() {
    return plan.model();
  }

  @Override
  public Population population() {
    return this;
  }

  @Override
  public NeuronSet set() {
    return plan.set();
  }

  /** Neurons of this network; refused where they are of another. */
  static NeuronGroup member(Draft draft, Neurons neurons) {
    Population population = neurons.population();
    if (population.draft != draft) {
      throw draft.stranger(population.where());
    }
    return new NeuronGroup(population.plan, neurons.set());
  }

  /** Neurons of any network. */
  static NeuronGroup group(Neurons neurons) {
    return member(neurons.population().draft, neurons);
  }

  /**
   * Integrates the neurons exactly in continuous time: they are advanced only when an event reaches them or a spike is due, their spikes are
   * not rounded to the grid, and delays to them may be any positive time. The model becomes its exact form, with the same parameters.
   *
   * @throws RanvierException that lists the models that have an exact form, if this one has none
   */
  public Population exact() {
    PopulationPlan exact = plan.model(ExactForms.of(where(), plan.model()));
    plan.parameters().keySet().forEach(exact::parameter);
    plan.initial().keySet().forEach(exact::variable);
    return with(exact);
  }

  private Population with(PopulationPlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** Whether the neurons live in continuous time. */
  public boolean isExact() {
    return plan.isExact();
  }

  /** Sets a parameter, for all neurons alike. */
  public <Q extends Quantity<Q>> Population set(String parameter, Quantity<Q> value) {
    Parameter p = plan.parameter(parameter);
    p.check(Units.in(Units.unit(p.unit()), value, where() + ": " + parameter), where());
    return set(parameter, Distribution.constant(value));
  }

  /** Sets a parameter that has no unit. */
  public Population set(String parameter, double value) {
    return set(parameter, Units.number(value));
  }

  /** Draws a parameter for each neuron, or lists it. */
  public Population set(String parameter, Distribution<?> values) {
    checkLength(parameter, values.in(Units.unit(plan.parameter(parameter).unit()), where() + ": " + parameter));
    return with(plan.parameter(parameter, values));
  }

  /** Sets the initial value of a state variable, for all neurons alike. */
  public <Q extends Quantity<Q>> Population initial(String variable, Quantity<Q> value) {
    return initial(variable, Distribution.constant(value));
  }

  /** Draws the initial value of a state variable for each neuron, or lists it. */
  public Population initial(String variable, Distribution<?> values) {
    checkLength(variable, values.in(Units.unit(plan.variable(variable).unit()), where() + ": initial " + variable));
    return with(plan.initial(variable, values));
  }

  private void checkLength(String what, Sampler sampler) {
    draft.requireOpen();
    if (sampler instanceof Sampler.Listed list && list.values().length != size()) {
      throw new RanvierException(
          where() + ": " + what + " has " + list.values().length + " values; give one for each of the " + size() + " neurons");
    }
  }

  /** Says where the neurons are. */
  public Population positions(Layout layout) {
    draft.requireOpen();
    positions = layout.place(name(), size());
    return with(plan.layout(layout));
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
    return Optional.ofNullable(plan.layout());
  }

  /**
   * The neurons within a region.
   *
   * @param around where the region is placed: a coordinate for each dimension, or none for the origin
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final View within(Mask region, Quantity<Length>... around) {
    int[] inside = region.inside(where(), positions(), around);
    return neurons(inside);
  }

  /** The neurons {@code from … to - 1}. */
  public View range(int from, int to) {
    if (from < 0 || to > size() || from >= to) {
      throw new RanvierException(
          where() + ": range " + from + " … " + to + " must lie within 0 … " + size() + " and hold at least one neuron");
    }
    return new View(this, NeuronSet.range(from, to));
  }

  /**
   * The neurons of these indices, in ascending order and each once: values, partners and traces of a view are in the order of the
   * population.
   */
  public View neurons(int... indices) {
    if (indices.length == 0 || Arrays.stream(indices).anyMatch(k -> k < 0 || k >= size())) {
      throw new RanvierException(
          where() + ": neurons " + few(indices) + " must be at least one index within 0 … " + (size() - 1));
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
    return with(plan.note(text));
  }

  /** Takes all that a plan says besides name, size and model, by the verbs of a script: what they refuse is refused. */
  Population as(PopulationPlan said) {
    if (said.note() != null) {
      note(said.note());
    }
    said.parameters().forEach(this::setChecked);
    said.initial().forEach(this::initial);
    return said.layout() == null ? this : positions(said.layout());
  }

  /** A constant is checked as {@link #set(String, Quantity)} does. */
  private void setChecked(String parameter, Distribution<?> values) {
    Parameter p = plan.parameter(parameter);
    if (values.in(Units.unit(p.unit()), where() + ": " + parameter) instanceof Sampler.Constant c) {
      p.check(c.value(), where());
    }
    set(parameter, values);
  }

  String where() {
    return plan.where();
  }

  /** The population as data. */
  PopulationPlan populationPlan() {
    return plan;
  }
}
