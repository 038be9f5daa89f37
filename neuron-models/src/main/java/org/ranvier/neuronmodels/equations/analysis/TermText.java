package org.ranvier.neuronmodels.equations.analysis;

import java.util.stream.Collectors;

/** Writes terms in the notation of models. */
final class TermText {
  private TermText() {}

  static String of(Term.Apply a) {
    String sign = a.op().sign();
    return switch (a.op()) {
      case ADD, SUB, MUL, DIV, LT, LE, GT, GE, EQ, NE, AND, OR -> {
        int own = rank(a);
        Term right = a.arguments().get(1);
        boolean tight = own == 5;
        boolean bracket = rank(right) < own || (rank(right) == own && (a.op() == Op.SUB || a.op() == Op.DIV));
        yield wrap(a.arguments().get(0), rank(a.arguments().get(0)) < own) + (tight ? sign : " " + sign + " ") + wrap(right, bracket);
      }
      case NEG -> "-" + wrap(a.arguments().getFirst(), rank(a.arguments().getFirst()) <= 5);
      case NOT -> "not " + wrap(a.arguments().getFirst(), rank(a.arguments().getFirst()) < 6);
      default -> sign + a.arguments().stream().map(Term::toString).collect(Collectors.joining(", ", "(", ")"));
    };
  }

  private static String wrap(Term t, boolean bracket) {
    return bracket ? "(" + t + ")" : t.toString();
  }

  private static int rank(Term t) {
    if (t instanceof Term.Const c) {
      return c.value() < 0 ? 4 : 9;
    }
    return t instanceof Term.Apply a
        ? switch (a.op()) {
          case OR -> 1;
          case AND -> 2;
          case LT, LE, GT, GE, EQ, NE -> 3;
          case ADD, SUB, NEG -> 4;
          case MUL, DIV -> 5;
          default -> 9;
        }
        : 9;
  }
}
