package org.ranvier.neuronmodels.channels;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.ranvier.neuronmodels.equations.analysis.Derivative;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;

/** A current {@code conductance·v - current}, near the present potential. */
record Ohmic(Term conductance, Term current) {
  private static final int TRIALS = 12;

  /** Takes a current apart where it is proportional to a driving force; else linearises it at the present potential. */
  static Ohmic of(Term i) {
    var affine = Integration.ownLinearPart("v", i);
    if (affine.isPresent()) {
      return new Ohmic(affine.get()[0], Term.negate(affine.get()[1]));
    }
    var v = Term.leaf(Kind.STATE, "v");
    Term slope = Derivative.of(i, v);
    return new Ohmic(slope, Term.sub(Term.mul(slope, v), i));
  }

  /** {@code current/conductance} where that is a number: the same for many random values of what they are made of. */
  OptionalDouble reversal() {
    var random = new SplittableRandom(11);
    double first = Double.NaN;
    for (int trial = 0; trial < TRIALS; trial++) {
      Map<Term.Leaf, Double> values = new HashMap<>();
      double top = current.evaluate(l -> values.computeIfAbsent(l, key -> random.nextDouble(0.3, 3)));
      double bottom = conductance.evaluate(l -> values.computeIfAbsent(l, key -> random.nextDouble(0.3, 3)));
      double ratio = top / bottom;
      first = trial == 0 ? ratio : first;
      if (!(Math.abs(ratio - first) <= 1e-13 * Math.abs(first))) {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(first);
  }
}
