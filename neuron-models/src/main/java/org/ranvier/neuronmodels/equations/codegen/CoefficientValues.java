package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ranvier.neuronmodels.equations.analysis.LinearSystem;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;

/** Computes the coefficients of a slice, once for each set of parameters that occurs in it. */
public final class CoefficientValues {
  private final List<Parameter> parameters;
  private final LinearSystem linear;
  private final double resolution;

  public CoefficientValues(List<Parameter> parameters, LinearSystem linear, double resolution) {
    this.parameters = parameters;
    this.linear = linear;
    this.resolution = resolution;
  }

  /** By name one value for all neurons, or one for each, as many as the slice's arrays are long, where they differ. */
  public Map<String, double[]> of(List<Coefficient> coefficients, ParameterValues values, SliceContext slice) {
    List<String> various = parameters.stream().map(Parameter::name).filter(p -> !values.uniform(p)).toList();
    if (various.isEmpty()) {
      double[] once = evaluate(coefficients, values, slice.first());
      var same = new LinkedHashMap<String, double[]>();
      for (int k = 0; k < once.length; k++) {
        same.put(coefficients.get(k).name(), new double[] {once[k]});
      }
      return same;
    }
    int n = slice.paddedSize();
    double[][] all = new double[coefficients.size()][n];
    var known = new HashMap<List<Double>, double[]>();
    for (int i = 0; i < n; i++) {
      int neuron = slice.first() + Math.min(i, slice.size() - 1);
      var key = new ArrayList<Double>(various.size());
      for (String p : various) {
        key.add(values.at(p, neuron));
      }
      double[] of = known.computeIfAbsent(key, k -> evaluate(coefficients, values, neuron));
      for (int k = 0; k < of.length; k++) {
        all[k][i] = of[k];
      }
    }
    var result = new LinkedHashMap<String, double[]>();
    for (int k = 0; k < all.length; k++) {
      result.put(coefficients.get(k).name(), isSame(all[k]) ? new double[] {all[k][0]} : all[k]);
    }
    return result;
  }

  /** The names of those that differ from neuron to neuron. */
  public static Set<String> arrays(Map<String, double[]> values) {
    return values.entrySet().stream().filter(e -> e.getValue().length > 1).map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static boolean isSame(double[] x) {
    for (double value : x) {
      if (value != x[0]) {
        return false;
      }
    }
    return true;
  }

  private double[] evaluate(List<Coefficient> coefficients, ParameterValues values, int neuron) {
    ToDoubleFunction<Term> value = term -> term.evaluate(leaf -> leaf.name().equals("dt") ? resolution : values.at(leaf.name(), neuron));
    var propagators = new HashMap<Double, double[][]>();
    double[] result = new double[coefficients.size()];
    for (int k = 0; k < result.length; k++) {
      result[k] = switch (coefficients.get(k)) {
        case Coefficient.Value v -> value.applyAsDouble(v.term());
        case Coefficient.Element e ->
            propagators.computeIfAbsent(e.fraction(), f -> linear.propagator(value, f * resolution))[e.row()][e.column()];
      };
    }
    return result;
  }
}
