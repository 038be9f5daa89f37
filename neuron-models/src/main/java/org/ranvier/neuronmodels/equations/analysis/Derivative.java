package org.ranvier.neuronmodels.equations.analysis;

import java.util.List;

/** Derivatives of terms by rule, simplified only where a part is 0 or 1. */
public final class Derivative {
  private static final double STEP = 0x1p-13; // of the central difference of exprel: the error is below 1e-9

  private Derivative() {}

  /** A part: whether it holds the variable, and its derivative. */
  private record Part(boolean variable, Term derivative) {}

  /** {@code ∂term/∂x}; where the term has a kink, the derivative on one of its sides. */
  public static Term of(Term term, Term.Leaf x) {
    return term.<Part>fold((t, arguments) -> part(t, arguments, x)).derivative();
  }

  private static Part part(Term term, List<Part> arguments, Term.Leaf x) {
    if (term.equals(x)) {
      return new Part(true, Term.UNIT);
    }
    if (arguments.stream().noneMatch(Part::variable)) {
      return new Part(false, Term.ZERO);
    }
    return new Part(true, apply((Term.Apply) term, arguments.stream().map(Part::derivative).toList()));
  }

  private static Term apply(Term.Apply term, List<Term> derivatives) {
    List<Term> a = term.arguments();
    Term u = a.getFirst();
    Term du = derivatives.getFirst();
    return switch (term.op()) {
      case ADD -> Term.add(du, derivatives.get(1));
      case SUB -> Term.sub(du, derivatives.get(1));
      case NEG -> Term.negate(du);
      case MUL -> Term.add(Term.mul(du, a.get(1)), Term.mul(u, derivatives.get(1)));
      case DIV -> quotient(u, du, a.get(1), derivatives.get(1));
      case FMA -> Term.add(Term.add(Term.mul(du, a.get(1)), Term.mul(u, derivatives.get(1))), derivatives.get(2));
      case POW -> power(term, u, du, a.get(1), derivatives.get(1));
      case EXP -> Term.mul(term, du);
      case EXPREL -> Term.mul(ofExprel(u), du);
      case LOG -> Term.div(du, u);
      case SQRT -> Term.div(du, Term.mul(Term.of(2), term));
      case ABS -> Term.mul(Term.apply(Op.SELECT, Term.apply(Op.LT, u, Term.ZERO), Term.of(-1), Term.UNIT), du);
      case SIN -> Term.mul(Term.apply(Op.COS, u), du);
      case COS -> Term.negate(Term.mul(Term.apply(Op.SIN, u), du));
      case MIN -> Term.apply(Op.SELECT, Term.apply(Op.LE, u, a.get(1)), du, derivatives.get(1));
      case MAX -> Term.apply(Op.SELECT, Term.apply(Op.GE, u, a.get(1)), du, derivatives.get(1));
      case SELECT -> Term.apply(Op.SELECT, u, derivatives.get(1), derivatives.get(2));
      default -> Term.ZERO; // floor and tests
    };
  }

  private static Term quotient(Term u, Term du, Term v, Term dv) {
    Term first = Term.div(du, v);
    return dv.isConst(0) ? first : Term.sub(first, Term.div(Term.mul(u, dv), Term.mul(v, v)));
  }

  private static Term power(Term whole, Term u, Term du, Term n, Term dn) {
    Term byBase = Term.mul(Term.mul(n, Term.apply(Op.POW, u, Term.sub(n, Term.UNIT))), du);
    return dn.isConst(0) ? byBase : Term.add(byBase, Term.mul(Term.mul(whole, Term.apply(Op.LOG, u)), dn));
  }

  /** A central difference: {@code (e^u - exprel(u))/u}, the rule, has no digits left near 0. */
  private static Term ofExprel(Term u) {
    Term above = Term.apply(Op.EXPREL, Term.add(u, Term.of(STEP)));
    Term below = Term.apply(Op.EXPREL, Term.sub(u, Term.of(STEP)));
    return Term.mul(Term.of(0.5 / STEP), Term.sub(above, below));
  }
}
