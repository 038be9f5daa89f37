package org.ranvier.validation.checks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A smooth course of a neuron: from its rest, or moved away from it, without a reset. It is computed by the model's kernel, step by step,
 * and by the method of Dormand and Prince of order 8(5,3) from the equations as they are written.
 *
 * @param durationMs after which potentials are compared
 * @param parameters other than the default
 * @param start variables that begin elsewhere than at rest
 * @param settled whether the rest is found by leaving the neuron alone for a while, without its current {@code I_e}
 */
record ConvergenceCase(String model, double durationMs, Map<String, Double> parameters, Map<String, Double> start, boolean settled) {
  private static final double TOLERANCE = 1e-12;
  private static final double SETTLING_MS = 300;

  static ConvergenceCase moved(String model, double durationMs, Map<String, Double> start) {
    return new ConvergenceCase(model, durationMs, Map.of(), start, false);
  }

  static ConvergenceCase settled(String model, double durationMs, double currentPa) {
    return new ConvergenceCase(model, durationMs, Map.of("I_e", currentPa), Map.of(), true);
  }

  ConvergenceCase with(String parameter, double value) {
    var all = new LinkedHashMap<>(parameters);
    all.put(parameter, value);
    return new ConvergenceCase(model, durationMs, all, start, settled);
  }

  EquationModel library() {
    return Library.model(model);
  }

  /** The first variable at the end, as accurately as can be; {@code start} is the state at the beginning. */
  double reference(double[] start) {
    return integrate(start, durationMs, parameters)[0];
  }

  /** The first variable at the end as a kernel of the model computes it. */
  double computed(EquationModel variant, double[] start, double resolutionMs) {
    Map<String, double[]> given = new HashMap<>();
    parameters.forEach((name, value) -> given.put(name, new double[] {value}));
    var values = ParameterValues.of(model, variant.parameters(), 1, given);
    NeuronKernel kernel = variant.kernel(model, values).trial(model, variant.receptors().size(), new TimeGrid(resolutionMs));
    List<StateVariable> variables = kernel.state().variables();
    for (int v = 0; v < start.length; v++) {
      variables.get(v).values()[0] = start[v];
    }
    var spikes = new SpikeSink();
    long steps = Math.round(durationMs / resolutionMs);
    for (long step = 1; step <= steps; step++) {
      kernel.advance(step, 0, 1, spikes);
    }
    return variables.getFirst().values()[0];
  }

  /** The state at the beginning. */
  double[] beginning() {
    var all = new HashMap<>(parameters);
    if (settled) {
      all.put("I_e", 0.0);
    }
    EquationModel library = library();
    Map<String, double[]> given = new HashMap<>();
    all.forEach((name, value) -> given.put(name, new double[] {value}));
    List<StateVariable> variables = library.variables(model, ParameterValues.of(model, library.parameters(), 1, given), TimeGrid.DEFAULT);
    int count = library.derivatives(0, new double[variables.size()], name -> value(all, name)).length;
    double[] state = new double[count];
    for (int v = 0; v < count; v++) {
      Double moved = start.get(variables.get(v).name());
      state[v] = moved == null ? variables.get(v).values()[0] : moved;
    }
    return settled ? integrate(state, SETTLING_MS, all) : state;
  }

  private double[] integrate(double[] from, double toMs, Map<String, Double> values) {
    EquationModel library = library();
    var equations =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return from.length;
          }

          @Override
          public void computeDerivatives(double t, double[] y, double[] rates) {
            System.arraycopy(library.derivatives(t, y, name -> value(values, name)), 0, rates, 0, rates.length);
          }
        };
    double[] state = from.clone();
    new DormandPrince853Integrator(1e-9, 1, TOLERANCE, TOLERANCE).integrate(equations, 0, state, toMs, state);
    return state;
  }

  private double value(Map<String, Double> given, String name) {
    Double value = given.get(name);
    return value != null ? value : library().parameters().stream().filter(p -> p.name().equals(name)).mapToDouble(Parameter::defaultValue).findFirst().orElseThrow();
  }
}
