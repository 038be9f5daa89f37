package org.ranvier.neuronmodels.equations.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A term as a sum {@code constant + Σ coefficient·variable}, where neither constant nor coefficients hold a variable.
 *
 * @param coefficients by variable; no entry where it is 0
 */
record Affine(Map<Term.Leaf, Term> coefficients, Term constant) {

  /** A part: whether it holds a variable, and how it is taken apart, if it is affine. */
  private record Part(boolean variable, Optional<Affine> affine) {}

  /** Takes a term apart, or gives nothing where it is not affine in the variables. */
  static Optional<Affine> of(Term term, Predicate<Term.Leaf> isVariable) {
    return term.<Part>fold((t, arguments) -> part(t, arguments, isVariable)).affine();
  }

  private static Part part(Term term, List<Part> arguments, Predicate<Term.Leaf> isVariable) {
    if (term instanceof Term.Leaf l && isVariable.test(l)) {
      return new Part(true, Optional.of(new Affine(Map.of(l, Term.UNIT), Term.ZERO)));
    }
    if (arguments.stream().noneMatch(Part::variable)) {
      return new Part(false, Optional.of(new Affine(Map.of(), term)));
    }
    if (arguments.stream().anyMatch(a -> a.affine().isEmpty())) {
      return new Part(true, Optional.empty());
    }
    return new Part(true, applied((Term.Apply) term, arguments.stream().map(a -> a.affine().orElseThrow()).toList()));
  }

  private static Optional<Affine> applied(Term.Apply term, List<Affine> arguments) {
    Affine x = arguments.getFirst();
    Affine y = arguments.size() < 2 ? x : arguments.get(1);
    return switch (term.op()) {
      case ADD -> Optional.of(x.plus(y));
      case SUB -> Optional.of(x.plus(y.times(Term.of(-1))));
      case NEG -> Optional.of(x.times(Term.of(-1)));
      case MUL -> x.times(y);
      case FMA -> x.times(y).map(product -> product.plus(arguments.get(2)));
      case DIV -> y.coefficients.isEmpty() ? Optional.of(x.times(Term.div(Term.UNIT, y.constant))) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Affine> times(Affine other) {
    if (coefficients.isEmpty() && other.coefficients.isEmpty()) {
      return Optional.of(new Affine(Map.of(), Term.mul(constant, other.constant)));
    }
    return coefficients.isEmpty() ? Optional.of(other.times(constant)) : other.coefficients.isEmpty() ? Optional.of(times(other.constant)) : Optional.empty();
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
