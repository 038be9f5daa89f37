package org.ranvier.neuronmodels.equations.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A term as a sum {@code constant + Σ coefficient·variable}, where neither constant nor coefficients hold a variable.
 *
 * @param coefficients by variable; no entry where it is 0
 */
record Affine(Map<Term.Leaf, Term> coefficients, Term constant) {

  /** Takes a term apart, or gives nothing where it is not affine in the variables. */
  static Optional<Affine> of(Term term, Predicate<Term.Leaf> isVariable) {
    if (!term.any(t -> t instanceof Term.Leaf l && isVariable.test(l))) {
      return Optional.of(new Affine(Map.of(), term));
    }
    return switch (term) {
      case Term.Const c -> Optional.of(new Affine(Map.of(), c));
      case Term.Leaf l -> Optional.of(new Affine(Map.of(l, Term.UNIT), Term.ZERO));
      case Term.Apply a when a.op() == Op.FMA ->
          of(Term.add(Term.mul(a.arguments().get(0), a.arguments().get(1)), a.arguments().get(2)), isVariable);
      case Term.Apply a -> {
        var left = of(a.arguments().getFirst(), isVariable);
        var right = a.arguments().size() < 2 ? left : of(a.arguments().get(1), isVariable);
        if (left.isEmpty() || right.isEmpty()) {
          yield Optional.empty();
        }
        Affine x = left.get();
        Affine y = right.get();
        yield switch (a.op()) {
          case ADD -> Optional.of(x.plus(y));
          case SUB -> Optional.of(x.plus(y.times(Term.of(-1))));
          case NEG -> Optional.of(x.times(Term.of(-1)));
          case MUL -> x.coefficients.isEmpty() ? Optional.of(y.times(x.constant)) : y.coefficients.isEmpty() ? Optional.of(x.times(y.constant)) : Optional.empty();
          case DIV -> y.coefficients.isEmpty() ? Optional.of(x.times(Term.div(Term.UNIT, y.constant))) : Optional.empty();
          default -> Optional.empty();
        };
      }
    };
  }

  private Affine plus(Affine other) {
    var sum = new LinkedHashMap<>(coefficients);
    other.coefficients.forEach((variable, c) -> sum.merge(variable, c, Term::add));
    return new Affine(sum, Term.add(constant, other.constant));
  }

  private Affine times(Term factor) {
    var scaled = new LinkedHashMap<Term.Leaf, Term>();
    coefficients.forEach((variable, c) -> scaled.put(variable, product(c, factor)));
    return new Affine(scaled, product(constant, factor));
  }

  private static Term product(Term a, Term b) {
    if (a.isConst(-1)) {
      return Term.negate(b);
    }
    return b.isConst(-1) ? (a.isConst(0) ? a : Term.negate(a)) : b instanceof Term.Apply d && d.op() == Op.DIV && d.arguments().getFirst().isConst(1)
        ? Term.div(a, d.arguments().get(1))
        : Term.mul(a, b);
  }
}
