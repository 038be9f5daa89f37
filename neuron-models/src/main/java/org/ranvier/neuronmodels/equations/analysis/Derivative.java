package org.ranvier.neuronmodels.equations.analysis;

import java.util.List;

/** Derivatives of terms by rule, simplified only where a part is 0 or 1. */
public final class Derivative {
  private static final double STEP = 0x1p-13; // of the central difference of exprel: the error is below 1e-9

  private Derivative() {}

  /** {@code ∂term/∂x}; where the term has a kink, the derivative on one of its sides. */
  public static Term of(Term term, Term.Leaf x) {
    if (!term.any(x::equals)) {
      return Term.ZERO;
    }
    return switch (term) {
      case Term.Const c -> Term.ZERO;
      case Term.Leaf l -> Term.UNIT;
      case Term.Apply a -> apply(a, x);
    };
  }

  private static Term apply(Term.Apply term, Term.Leaf x) {
    List<Term> a = term.arguments();
    Term u = a.getFirst();
    Term du = of(u, x);
    return switch (term.op()) {
      case ADD -> Term.add(du, of(a.get(1), x));
      case SUB -> Term.sub(du, of(a.get(1), x));
      case NEG -> Term.negate(du);
      case MUL -> Term.add(Term.mul(du, a.get(1)), Term.mul(u, of(a.get(1), x)));
      case DIV -> quotient(u, du, a.get(1), of(a.get(1), x));
      case FMA -> Term.add(Term.add(Term.mul(du, a.get(1)), Term.mul(u, of(a.get(1), x))), of(a.get(2), x));
      case POW -> power(term, u, du, a.get(1), of(a.get(1), x));
      case EXP -> Term.mul(term, du);
      case EXPREL -> Term.mul(ofExprel(u), du);
      case LOG -> Term.div(du, u);
      case SQRT -> Term.div(du, Term.mul(Term.of(2), term));
      case ABS -> Term.mul(Term.apply(Op.SELECT, Term.apply(Op.LT, u, Term.ZERO), Term.of(-1), Term.UNIT), du);
      case SIN -> Term.mul(Term.apply(Op.COS, u), du);
      case COS -> Term.negate(Term.mul(Term.apply(Op.SIN, u), du));
      case MIN -> Term.apply(Op.SELECT, Term.apply(Op.LE, u, a.get(1)), du, of(a.get(1), x));
      case MAX -> Term.apply(Op.SELECT, Term.apply(Op.GE, u, a.get(1)), du, of(a.get(1), x));
      case SELECT -> Term.apply(Op.SELECT, u, of(a.get(1), x), of(a.get(2), x));
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
