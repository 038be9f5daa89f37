package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.ranvier.neuronmodels.equations.syntax.Expr;
import org.ranvier.neuronmodels.equations.syntax.Problems;
import org.ranvier.neuronmodels.equations.syntax.Span;
import org.ranvier.neuronmodels.equations.units.Dimension;
import org.ranvier.neuronmodels.equations.units.Unit;
import org.ranvier.neuronmodels.model.Names;

/** Finds the meaning and the dimension of expressions, and reports what does not fit together. */
final class ExpressionChecker {
  private final Scope scope;
  private final Problems problems;

  ExpressionChecker(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** A number of this dimension; {@code what} names it in messages: "the derivative of V_m". */
  Term number(Expr e, Dimension expected, String what) {
    Typed typed = check(e);
    if (typed.known() && typed.test()) {
      problems.add(e.span(), what + " must be a number, but this is true or false");
    } else if (typed.known() && !typed.isBareZero() && !typed.dimension().equals(expected)) {
      Expr place = blame(e, expected);
      problems.add(
          place.span(), what + " must be in " + expected + ", but this is in " + check(place).dimension() + mend(expected, check(place).dimension()));
    }
    return typed.term();
  }

  Term test(Expr e, String what) {
    Typed typed = check(e);
    if (typed.known() && !typed.test()) {
      problems.add(e.span(), what + " must be a comparison, e.g. V_m >= V_th");
    }
    return typed.term();
  }

  /** The one summand of a sum that is wrong, or the whole. */
  private Expr blame(Expr e, Dimension expected) {
    if (e instanceof Expr.Prefix p && p.operator().equals("-")) {
      return blame(p.operand(), expected);
    }
    return e;
  }

  /** What to do about a wrong dimension: one parameter by which to multiply or divide, where there is one. */
  private String mend(Dimension expected, Dimension found) {
    var ways = new ArrayList<String>();
    for (Scope.Declared d : scope.quantities()) {
      if (found.over(d.unit().dimension()).equals(expected)) {
        ways.add("divide by " + d.name());
      } else if (found.times(d.unit().dimension()).equals(expected)) {
        ways.add("multiply by " + d.name());
      }
    }
    if (ways.isEmpty() || ways.size() > 4) {
      return "; the missing factor has the unit " + expected.over(found);
    }
    return "; perhaps " + String.join(" or ", ways);
  }

  Typed check(Expr e) {
    return switch (e) {
      case Expr.Number n -> Typed.number(Term.of(n.value() * n.unit().factor()), n.unit().dimension());
      case Expr.Name n -> name(n);
      case Expr.Prefix p -> prefix(p);
      case Expr.Infix i -> infix(i);
      case Expr.Call c -> call(c);
      case Expr.Choice c -> choice(c);
    };
  }

  private Typed name(Expr.Name n) {
    var found = scope.find(n.name());
    if (found.isPresent()) {
      return found.get();
    }
    var unit = Unit.named(n.name());
    if (unit.isPresent()) {
      return Typed.number(Term.of(unit.get().factor()), unit.get().dimension());
    }
    problems.add(n.span(), "there is no variable or parameter '" + n.name() + "'" + Names.suggest(n.name(), scope.names()));
    return Typed.unknown();
  }

  private Typed prefix(Expr.Prefix p) {
    Typed x = check(p.operand());
    if (!x.known()) {
      return x;
    }
    boolean logical = p.operator().equals("not");
    if (x.test() != logical) {
      problems.add(p.span(), logical ? "'not' wants a comparison" : "a comparison has no negative; 'not' turns it round");
      return Typed.unknown();
    }
    return logical ? new Typed(Term.apply(Op.NOT, x.term()), Dimension.NONE, true, true) : Typed.number(Term.negate(x.term()), x.dimension());
  }

  /** A chain of operations leans to the left, as deep as it is long, and so is taken apart without recursion. */
  private Typed infix(Expr.Infix last) {
    var chain = new ArrayDeque<Expr.Infix>();
    Expr first = last;
    while (first instanceof Expr.Infix i) {
      chain.push(i);
      first = i.left();
    }
    Typed left = check(first);
    for (Expr.Infix i : chain) {
      left = infix(i, left, check(i.right()));
    }
    return left;
  }

  private Typed infix(Expr.Infix i, Typed left, Typed right) {
    if (!left.known() || !right.known()) {
      return new Typed(Term.ZERO, Dimension.NONE, isTest(i.operator()), false);
    }
    boolean logical = i.operator().equals("and") || i.operator().equals("or");
    for (Expr side : List.of(i.left(), i.right())) {
      boolean test = side == i.left() ? left.test() : right.test();
      if (test != logical) {
        problems.add(
            side.span(), logical ? "'" + i.operator() + "' joins comparisons, and this is a number"
                : "'" + i.operator() + "' wants numbers, and this is true or false; use if(test, value if true, value if false)");
        return Typed.unknown();
      }
    }
    Term a = left.term();
    Term b = right.term();
    return switch (i.operator()) {
      case "+" -> alike(i, left, right, "added") ? Typed.number(Term.add(a, b), common(left, right)) : Typed.unknown();
      case "-" -> alike(i, left, right, "subtracted") ? Typed.number(Term.sub(a, b), common(left, right)) : Typed.unknown();
      case "*" -> Typed.number(Term.mul(a, b), left.dimension().times(right.dimension()));
      case "/" -> Typed.number(Term.div(a, b), left.dimension().over(right.dimension()));
      case "^" -> power(i.span(), i.right().span(), left, right);
      case "and" -> truth(Op.AND, a, b);
      case "or" -> truth(Op.OR, a, b);
      default -> {
        alike(i, left, right, "compared");
        yield truth(comparison(i.operator()), a, b);
      }
    };
  }

  private static boolean isTest(String operator) {
    return !List.of("+", "-", "*", "/", "^").contains(operator);
  }

  private static Typed truth(Op op, Term a, Term b) {
    return new Typed(Term.apply(op, a, b), Dimension.NONE, true, true);
  }

  private static Op comparison(String operator) {
    for (Op op : Op.values()) {
      if (op.isTest() && op.sign().equals(operator)) {
        return op;
      }
    }
    throw new IllegalArgumentException(operator);
  }

  private boolean alike(Expr.Infix i, Typed left, Typed right, String done) {
    if (left.dimension().equals(right.dimension()) || left.isBareZero() || right.isBareZero()) {
      return true;
    }
    problems.add(
        i.right().span(),
        "'" + problems.quote(i.left().span()) + "' is in " + left.dimension() + ", but '" + problems.quote(i.right().span()) + "' is in "
            + right.dimension() + "; only quantities of one dimension can be " + done + ": expected " + left.dimension()
            + mend(left.dimension(), right.dimension()));
    return false;
  }

  private static Dimension common(Typed left, Typed right) {
    return left.isBareZero() ? right.dimension() : left.dimension();
  }

  private Typed power(Span whole, Span place, Typed base, Typed exponent) {
    if (!exponent.dimension().isNone()) {
      problems.add(place, "an exponent must be a pure number, but this is in " + exponent.dimension());
      return Typed.unknown();
    }
    Dimension dimension = Dimension.NONE;
    if (!base.dimension().isNone()) {
      if (!(exponent.term() instanceof Term.Const(double n))) {
        problems.add(place, "the exponent of a quantity in " + base.dimension() + " must be a number written out, or its dimension would be unknown");
        return Typed.unknown();
      }
      try {
        dimension = base.dimension().power(n);
      } catch (ArithmeticException e) {
        problems.add(whole, String.valueOf(e.getMessage()));
        return Typed.unknown();
      }
    }
    return Typed.number(Term.apply(Op.POW, base.term(), exponent.term()), dimension);
  }

  private Typed call(Expr.Call c) {
    try {
      return checkedCall(c);
    } catch (ArithmeticException e) { // a dimension that there is not, such as the eighth root of one
      problems.add(c.span(), String.valueOf(e.getMessage()));
      return Typed.unknown();
    }
  }

  private Typed checkedCall(Expr.Call c) {
    var arguments = new ArrayList<Typed>(); // no stream, whose frames would pile up in deep expressions
    for (Expr argument : c.arguments()) {
      arguments.add(check(argument));
    }
    if (c.function().equals("previous")) {
      return previous(c);
    }
    Functions.Definition f = Functions.ALL.get(c.function());
    if (f == null) {
      var known = new TreeSet<>(Functions.ALL.keySet());
      known.addAll(List.of("if", "previous"));
      String mend = scope.find(c.function()).isPresent() ? "; for a product write " + c.function() + "*(…)" : Names.suggest(c.function(), known);
      problems.add(c.name(), "there is no function '" + c.function() + "'" + mend);
      return Typed.unknown();
    }
    if (arguments.size() != f.arguments()) {
      problems.add(c.span(), c.function() + " takes " + f.arguments() + (f.arguments() == 1 ? " argument" : " arguments") + ", not " + arguments.size());
      return Typed.unknown();
    }
    for (int k = 0; k < arguments.size(); k++) {
      if (!arguments.get(k).known()) {
        return Typed.unknown();
      }
      if (arguments.get(k).test()) {
        problems.add(c.arguments().get(k).span(), c.function() + " wants a number, and this is true or false");
        return Typed.unknown();
      }
    }
    return apply(c, f, arguments);
  }

  private Typed apply(Expr.Call c, Functions.Definition f, List<Typed> arguments) {
    Term meaning = f.meaning().apply(arguments.stream().map(Typed::term).toArray(Term[]::new));
    Dimension first = arguments.getFirst().dimension();
    switch (f.units()) {
      case POWER -> {
        return power(c.span(), c.arguments().get(1).span(), arguments.get(0), arguments.get(1));
      }
      case ROOT -> {
        return Typed.number(meaning, first.power(0.5));
      }
      case FUSED -> {
        Dimension product = first.times(arguments.get(1).dimension());
        Typed added = arguments.get(2);
        if (!added.dimension().equals(product) && !added.isBareZero()) {
          problems.add(
              c.arguments().get(2).span(),
              "fma(x, y, z) is x*y + z: expected " + product + ", but this is in " + added.dimension() + mend(product, added.dimension()));
          return Typed.unknown();
        }
        return Typed.number(meaning, product);
      }
      case NUMBER -> {
        if (!first.isNone()) {
          problems.add(
              c.arguments().getFirst().span(),
              c.function() + " wants a pure number, but this is in " + first + mend(Dimension.NONE, first));
          return Typed.unknown();
        }
        return Typed.number(meaning, Dimension.NONE);
      }
      default -> {
        for (int k = 1; k < arguments.size(); k++) {
          Typed other = arguments.get(k);
          if (!other.dimension().equals(first) && !other.isBareZero() && !arguments.getFirst().isBareZero()) {
            problems.add(
                c.arguments().get(k).span(),
                c.function() + " wants quantities of one dimension: expected " + first + ", but this is in " + other.dimension()
                    + mend(first, other.dimension()));
            return Typed.unknown();
          }
          first = common(arguments.getFirst(), other);
        }
        return Typed.number(meaning, f.units() == Functions.Units.TO_NUMBER ? Dimension.NONE : first);
      }
    }
  }

  private Typed previous(Expr.Call c) {
    if (c.arguments().size() == 1 && c.arguments().getFirst() instanceof Expr.Name n) {
      var before = scope.previous(n.name());
      if (before.isPresent()) {
        return before.get();
      }
    }
    problems.add(c.span(), "previous(x) is the value of a state variable at the start of the step, and may stand in the threshold and the reset");
    return Typed.unknown();
  }

  private Typed choice(Expr.Choice c) {
    Term test = test(c.test(), "the first part of a choice");
    Typed yes = check(c.yes());
    Typed no = check(c.no());
    if (!yes.known() || !no.known()) {
      return Typed.unknown();
    }
    if (yes.test() || no.test()) {
      problems.add(c.span(), "the two values of a choice must be numbers");
      return Typed.unknown();
    }
    if (!yes.dimension().equals(no.dimension()) && !yes.isBareZero() && !no.isBareZero()) {
      problems.add(
          c.no().span(),
          "both values of a choice must have one dimension: expected " + yes.dimension() + ", but this is in " + no.dimension()
              + mend(yes.dimension(), no.dimension()));
      return Typed.unknown();
    }
    return Typed.number(Term.apply(Op.SELECT, test, yes.term(), no.term()), common(yes, no));
  }
}
