package org.ranvier.neuronmodels.equations.analysis;

import org.ranvier.neuronmodels.equations.units.Dimension;

/**
 * A checked expression.
 *
 * @param dimension of a number; a pure number for tests
 * @param test whether it is true or false rather than a number
 * @param known false where a mistake in it has been reported, so that no other need be
 */
record Typed(Term term, Dimension dimension, boolean test, boolean known) {
  static Typed number(Term term, Dimension dimension) {
    return new Typed(term, dimension, false, true);
  }

  static Typed unknown() {
    return new Typed(Term.ZERO, Dimension.NONE, false, false);
  }

  /** Zero is zero in every unit. */
  boolean isBareZero() {
    return term.isConst(0) && dimension.isNone();
  }
}
