package org.ranvier.neuronmodels.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.SliceContext;

/** The parameter values of a population: each one value for all neurons or one for each. */
public final class ParameterValues {
  private final int size;
  private final List<Parameter> parameters;
  private final Map<String, double[]> values; // of length 1 or of the population's size

  private ParameterValues(int size, List<Parameter> parameters, Map<String, double[]> values) {
    this.size = size;
    this.parameters = parameters;
    this.values = values;
  }

  /**
   * Values for a population, where nothing else is said the model's defaults.
   *
   * @param where whose they are, for messages
   * @param parameters what the model has
   * @param given by name: one value, or one for each of the {@code size} neurons
   */
  public static ParameterValues of(String where, List<Parameter> parameters, int size, Map<String, double[]> given) {
    var all = new HashMap<String, double[]>();
    for (Parameter p : parameters) {
      double[] of = given.getOrDefault(p.name(), new double[] {p.defaultValue()});
      check(where, p, of, size);
      all.put(p.name(), of.clone());
    }
    given.keySet().forEach(name -> find(where, name, parameters));
    return new ParameterValues(size, List.copyOf(parameters), all);
  }

  /**
   * These values, but for one parameter.
   *
   * @param where whose they are, for messages
   * @param value one value, or one for each neuron of the population
   */
  public ParameterValues with(String where, String name, double... value) {
    check(where, find(where, name, parameters), value, size);
    var all = new HashMap<>(values);
    all.put(name, value.clone());
    return new ParameterValues(size, parameters, all);
  }

  private static Parameter find(String where, String name, List<Parameter> parameters) {
    return parameters.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RanvierException(
                    where + " has no parameter '" + name + "'"
                        + Names.suggest(name, parameters.stream().map(Parameter::name).toList())));
  }

  private static void check(String where, Parameter parameter, double[] of, int size) {
    if (of.length != 1 && of.length != size) {
      throw new RanvierException(
          where + ": " + parameter.name() + " has " + of.length + " values; give one for all, or one for each of the " + size
              + " neurons");
    }
    for (double x : of) {
      parameter.check(x, where);
    }
  }

  /** The parameters that the model has. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Number of neurons of the population. */
  public int size() {
    return size;
  }

  /** Whether the model has a parameter of that name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether each of these parameters has one value for all neurons. */
  public boolean uniform(String... names) {
    return Arrays.stream(names).allMatch(n -> of(n).length == 1);
  }

  /** The value of a uniform parameter, or the first neuron's. */
  public double first(String name) {
    return of(name)[0];
  }

  /** The value of neuron {@code i} of the population. */
  public double at(String name, int i) {
    double[] all = of(name);
    return all[all.length == 1 ? 0 : i];
  }

  /** Number of neurons whose values may differ: 1 where every parameter has one value for all. */
  public int distinct() {
    return values.values().stream().mapToInt(v -> v.length).max().orElse(1);
  }

  /** One value for all neurons, or one for each; not a copy. */
  public double[] all(String name) {
    return of(name);
  }

  /** The values for the neurons of a slice, as long as its state arrays. */
  public double[] slice(String name, SliceContext slice) {
    double[] all = of(name);
    double[] part = new double[slice.paddedSize()];
    for (int i = 0; i < part.length; i++) {
      part[i] = all[Math.min(slice.first() + i, all.length - 1)];
    }
    return part;
  }

  private double[] of(String name) {
    double[] of = values.get(name);
    if (of == null) {
      throw new IllegalArgumentException("the model has no parameter " + name);
    }
    return of;
  }
}
