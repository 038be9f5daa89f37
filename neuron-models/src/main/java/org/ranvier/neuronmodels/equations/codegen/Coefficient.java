package org.ranvier.neuronmodels.equations.codegen;

import org.ranvier.neuronmodels.equations.analysis.Term;

/** A number that follows from the parameters and the resolution, computed once when a kernel is made. */
public sealed interface Coefficient {
  String name();

  /** The value of a term. */
  record Value(String name, Term term) implements Coefficient {
    @Override
    public String toString() {
      return term.toString();
    }
  }

  /** An element of the propagator of the linear part over {@code fraction} of a step. */
  record Element(String name, int row, int column, double fraction, String meaning) implements Coefficient {
    @Override
    public String toString() {
      return meaning;
    }
  }
}
