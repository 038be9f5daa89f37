package org.ranvier.neuronmodels.equations.syntax;

import java.util.List;
import org.ranvier.neuronmodels.equations.units.Unit;

/** An expression as the author wrote it. */
public sealed interface Expr {
  Span span();

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
