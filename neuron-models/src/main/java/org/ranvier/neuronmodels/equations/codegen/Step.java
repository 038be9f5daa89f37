package org.ranvier.neuronmodels.equations.codegen;

import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.equations.analysis.Term;

/**
 * A step as a list of computations.
 *
 * @param locals values that are computed first, in order
 * @param results the new values of state variables, in terms of old ones and of locals
 * @param separate groups of variables that may be updated in loops of their own, in this order, after all others
 * @param coefficients what leaves of kind COEFFICIENT mean
 */
record Step(List<Local> locals, Map<String, Term> results, List<List<String>> separate, List<Coefficient> coefficients) {
  record Local(String name, Term value) {}
}
