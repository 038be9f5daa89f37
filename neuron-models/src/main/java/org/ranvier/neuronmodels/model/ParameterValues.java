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
  private final Map<String, double[]> values = new HashMap<>(); // of length 1 or of the population's size

  private ParameterValues(int size) {
    this.size = size;
  }

  /**
   * Values for a population, where nothing else is said the model's defaults.
   *
   * @param where whose they are, for messages
   * @param parameters what the model has
   * @param given by name: one value, or one for each of the {@code size} neurons
   */
  public static ParameterValues of(String where, List<Parameter> parameters, int size, Map<String, double[]> given) {
    var all = new ParameterValues(size);
    for (Parameter p : parameters) {
      double[] of = given.getOrDefault(p.name(), new double[] {p.defaultValue()});
      if (of.length != 1 && of.length != size) {
        throw new RanvierException(
            where + ": " + p.name() + " has " + of.length + " values; give one for all, or one for each of the " + size
                + " neurons");
      }
      for (double x : of) {
        p.check(x, where);
      }
      all.values.put(p.name(), of.clone());
    }
    for (String name : given.keySet()) {
      if (!all.values.containsKey(name)) {
        throw new RanvierException(
            where + " has no parameter '" + name + "'" + Names.suggest(name, parameters.stream().map(Parameter::name).toList()));
      }
    }
    return all;
  }

  /** Number of neurons of the population. */
  public int size() {
    return size;
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
