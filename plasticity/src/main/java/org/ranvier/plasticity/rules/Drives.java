package org.ranvier.plasticity.rules;

import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StateVariable;

/** What rules ask of the neurons whose variables drive eligibility. */
final class Drives {
  private Drives() {}

  static void require(NeuronModel target, String variable, String meaning, String where, String rule, String models) {
    if (target.variables().stream().map(StateVariable::name).noneMatch(variable::equals)) {
      throw new RanvierException(
          where + ": " + rule + " reads " + variable + ", " + meaning + ", of the targets, but " + target.name()
              + " has no such variable; take " + models
              + ", or publish it in a model of your own");
    }
  }

  /** The one value of a parameter of the targets. */
  static double uniform(ParameterValues targets, String parameter, String where, String rule) {
    if (!targets.has(parameter)) {
      throw new RanvierException(where + ": " + rule + " needs the parameter " + parameter
          + " of the targets, which they do not have; give their model one of that name");
    }
    if (!targets.uniform(parameter)) {
      throw new RanvierException(
          where + ": " + rule + " needs one " + parameter
              + " for all targets, for the traces of the sources depend on it; divide the population where it differs");
    }
    return targets.first(parameter);
  }
}
