package org.ranvier.neuronmodels.equations.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.equations.units.Unit;

/** An expression as the author wrote it. */
public sealed interface Expr {
  Span span();

  /** The names in it, from left to right, as often as they occur; without recursion, for a sum leans to the left as deep as it is long. */
  default List<Name> names() {
    var names = new ArrayList<Name>();
    var open = new ArrayDeque<Expr>();
    open.push(this);
    while (!open.isEmpty()) {
      List<Expr> parts = switch (open.pop()) {
        case Name n -> {
          names.add(n);
          yield List.of();
        }
        case Number n -> List.of();
        case Prefix p -> List.of(p.operand());
        case Infix i -> List.of(i.left(), i.right());
        case Call c -> c.arguments();
        case Choice c -> List.of(c.test(), c.yes(), c.no());
      };
      parts.reversed().forEach(open::push);
    }
    return names;
  }

  /** A number, with the unit that follows it: {@code 10 ms}. */
  record Number(double value, Unit unit, Span span) implements Expr {}

  record Name(String name, Span span) implements Expr {}

  /** {@code -x} or {@code not x}. */
  record Prefix(String operator, Expr operand, Span span) implements Expr {}

  /** {@code + - * / ^}, comparisons, {@code and}, {@code or}. */
  record Infix(String operator, Expr left, Expr right, Span span) implements Expr {}

  record Call(String function, Span name, List<Expr> arguments, Span span) implements Expr {}

  /** {@code if(test, yes, no)} or {@code test ? yes : no}. */
  record Choice(Expr test, Expr yes, Expr no, Span span) implements Expr {}
}
