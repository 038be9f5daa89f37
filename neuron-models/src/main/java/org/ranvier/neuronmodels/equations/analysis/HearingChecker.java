package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ranvier.neuronmodels.equations.analysis.Model.Variable;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.syntax.ModelText;
import org.ranvier.neuronmodels.equations.syntax.ModelText.Heard;
import org.ranvier.neuronmodels.equations.syntax.Problems;
import org.ranvier.neuronmodels.equations.units.Unit;
import org.ranvier.neuronmodels.model.Coupling;

/**
 * Checks a model's couplings. A sum {@code Σ w·(A·y + B)} over sources with the values {@code y}, where {@code A} and {@code B} may
 * hold the neuron's own variables, is {@code A·Σ w·y + B·Σ w}. The two sums become variables with the rate 0, which the engine sets;
 * so {@code A} and {@code B} take part in the integration like all else.
 */
final class HearingChecker {
  private final ModelText text;
  private final Scope all;
  private final Problems problems;
  private final Map<String, Typed> sums = new HashMap<>();
  private final List<String> open = new ArrayList<>();

  HearingChecker(ModelText text, Scope all, Problems problems) {
    this.text = text;
    this.all = all;
    this.problems = problems;
  }

  List<Coupling> couplings() {
    return text.couplings().stream()
        .map(c -> new Coupling(c.name(), c.unit().toString(), c.variable(), c.variableUnit().toString(), c.meaning().isEmpty() ? words(c) : c.meaning()))
        .toList();
  }

  private String words(Heard c) {
    return c.sum() + " = sum of " + problems.quote(c.right().span());
  }

  /** The variables that hold the sums over sources. */
  List<Variable> variables() {
    var variables = new ArrayList<Variable>();
    for (Heard c : text.couplings()) {
      Term sum = sum(c).term();
      variables.add(new Variable(c.name(), product(c.unit(), c.variableUnit()), "sum of weights times " + c.variable() + " of the sources", Term.ZERO, Term.ZERO));
      Term.Leaf total = total(c);
      if (sum.any(total::equals)) {
        variables.add(new Variable(total.name(), c.unit().toString(), "sum of the weights", Term.ZERO, Term.ZERO));
      }
    }
    return variables;
  }

  private static String product(Unit a, Unit b) {
    return a.toString().equals("1") ? b.toString() : b.toString().equals("1") ? a.toString() : a + "*" + b;
  }

  private static Term.Leaf total(Heard c) {
    return Term.leaf(Kind.STATE, new Coupling(c.name(), "", "", "", "").total());
  }

  /** What a coupling brings, as a term in the variables for the sums. */
  Typed sum(Heard c) {
    Typed known = sums.get(c.name());
    if (known != null) {
      return known;
    }
    if (open.contains(c.name())) {
      problems.add(c.sumSpan(), "algebraic loop: " + c.sum() + " is defined by itself; what a source adds can hold state variables, not the sum");
      return Typed.unknown();
    }
    open.add(c.name());
    Term.Leaf weight = Term.leaf(Kind.INPUT, c.name() + " w");
    Term.Leaf value = Term.leaf(Kind.INPUT, c.name() + " value");
    Scope scope = all.inner();
    scope.declare("w", () -> Typed.number(Term.mul(Term.of(c.unit().factor()), weight), c.unit().dimension()));
    scope.declare(c.value(), () -> Typed.number(Term.mul(Term.of(c.variableUnit().factor()), value), c.variableUnit().dimension()));
    Typed one = new ExpressionChecker(scope, problems).check(c.right());
    open.removeLast();
    Typed sum = !one.known() ? one : apart(c, one, weight, value).map(t -> Typed.number(t, one.dimension())).orElse(Typed.unknown());
    sums.put(c.name(), sum);
    return sum;
  }

  private Optional<Term> apart(Heard c, Typed one, Term.Leaf weight, Term.Leaf value) {
    if (one.test()) {
      problems.add(c.right().span(), "what a source adds must be a number, but this is true or false");
      return Optional.empty();
    }
    var byWeight = Affine.of(one.term(), weight::equals);
    if (byWeight.isEmpty() || !byWeight.get().constant().isConst(0) || byWeight.get().coefficients().isEmpty()) {
      problems.add(c.right().span(), "what a source adds must be proportional to its weight w, e.g. sum(w*" + c.value() + ")");
      return Optional.empty();
    }
    var byValue = Affine.of(byWeight.get().coefficients().values().iterator().next(), value::equals);
    if (byValue.isEmpty()) {
      problems.add(
          c.right().span(), "what a source adds must be linear in " + c.value() + ", so that it is computed once for each source and not for each pair; let the"
              + " sources publish the function of " + c.variable() + " that is needed: an equation for it, and its name in the section 'publish'");
      return Optional.empty();
    }
    if (byValue.get().coefficients().isEmpty()) {
      problems.add(c.right().span(), "what a source adds must depend on its value " + c.value() + ", e.g. sum(w*" + c.value() + ")");
      return Optional.empty();
    }
    Term factor = byValue.get().coefficients().values().iterator().next();
    return Optional.of(Term.add(Term.mul(factor, Term.leaf(Kind.STATE, c.name())), Term.mul(byValue.get().constant(), total(c))));
  }

  void checkUse() {
    for (Heard c : text.couplings()) {
      if (!all.isUsed(c.sum())) {
        problems.add(c.sumSpan(), "'" + c.sum() + "', which coupling '" + c.name() + "' brings, is never used; use it in an equation, or leave the coupling out");
      }
    }
  }
}
