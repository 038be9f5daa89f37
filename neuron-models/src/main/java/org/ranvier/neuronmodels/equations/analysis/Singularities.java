package org.ranvier.neuronmodels.equations.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rewrites {@code n/(e^u - 1)}, where {@code n} is proportional to {@code u}, as {@code (n/u)/exprel(u)}: the rate functions of
 * Hodgkin and Huxley have this form, with the value 0/0 at one potential, where the limit is {@code n/u}.
 */
public final class Singularities {
  private static final int TRIALS = 24;

  private Singularities() {}

  /** The term with such quotients rewritten. */
  public static Term remove(Term term) {
    return term.fold((t, arguments) -> t instanceof Term.Apply a ? removed(a, arguments.toArray(Term[]::new)) : t);
  }

  private static Term removed(Term.Apply a, Term[] arguments) {
    if (a.op() == Op.DIV && arguments[1] instanceof Term.Apply d && d.op() == Op.SUB) {
      Optional<Term> mended = exponent(d.arguments().get(0), d.arguments().get(1)).flatMap(u -> quotient(arguments[0], u, false));
      if (mended.isEmpty()) {
        mended = exponent(d.arguments().get(1), d.arguments().get(0)).flatMap(u -> quotient(arguments[0], u, true));
      }
      if (mended.isPresent()) {
        return mended.get();
      }
    }
    return Term.apply(a.op(), arguments);
  }

  private static Optional<Term> exponent(Term power, Term one) {
    return one.isConst(1) && power instanceof Term.Apply e && e.op() == Op.EXP ? Optional.of(e.arguments().getFirst()) : Optional.empty();
  }

  private static Optional<Term> quotient(Term n, Term u, boolean negative) {
    var top = Affine.of(n, l -> l.kind() == Term.Kind.STATE);
    var bottom = Affine.of(u, l -> l.kind() == Term.Kind.STATE);
    if (top.isEmpty() || bottom.isEmpty() || bottom.get().coefficients().isEmpty()) {
      return Optional.empty();
    }
    Term.Leaf variable = bottom.get().coefficients().keySet().iterator().next();
    Term slope = top.get().coefficients().get(variable);
    Term steepness = bottom.get().coefficients().get(variable);
    if (slope == null || steepness == null) {
      return Optional.empty();
    }
    Term ratio = Term.div(slope, steepness);
    if (!equal(n, Term.mul(ratio, u))) {
      return Optional.empty();
    }
    return Optional.of(Term.div(negative ? Term.negate(ratio) : ratio, Term.apply(Op.EXPREL, u)));
  }

  /** Whether two terms agree at many random values of their leaves; for rational terms that is as good as a proof. */
  private static boolean equal(Term a, Term b) {
    var random = new SplittableRandom(7);
    for (int trial = 0; trial < TRIALS; trial++) {
      Map<Term.Leaf, Double> values = new HashMap<>();
      double x = a.evaluate(l -> values.computeIfAbsent(l, key -> random.nextDouble(0.3, 3)));
      double y = b.evaluate(l -> values.computeIfAbsent(l, key -> random.nextDouble(0.3, 3)));
      if (!(Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x)))) {
        return false;
      }
    }
    return true;
  }
}
