package org.ranvier.neuronmodels.equations.analysis;

import org.ranvier.neuronmodels.equations.runtime.VectorMath;
import org.ranvier.simulator.kernel.Fused;

/** An operation on numbers; truth is 1 and falsehood 0. */
public enum Op {
  ADD("+"),
  SUB("-"),
  MUL("*"),
  DIV("/"),
  NEG("-"),
  POW("pow"),
  EXP("exp"),
  EXPREL("exprel"),
  LOG("log"),
  SQRT("sqrt"),
  ABS("abs"),
  SIN("sin"),
  COS("cos"),
  FLOOR("floor"),
  MIN("min"),
  MAX("max"),
  FMA("fma"),
  LT("<"),
  LE("<="),
  GT(">"),
  GE(">="),
  EQ("=="),
  NE("!="),
  AND("and"),
  OR("or"),
  NOT("not"),
  SELECT("if");

  private final String sign;

  Op(String sign) {
    this.sign = sign;
  }

  /** Its name or sign in the notation of models. */
  public String sign() {
    return sign;
  }

  /** Whether its result is a truth value. */
  public boolean isTest() {
    return compareTo(LT) >= 0 && this != SELECT;
  }

  public double apply(double... x) {
    return switch (this) {
      case ADD -> x[0] + x[1];
      case SUB -> x[0] - x[1];
      case MUL -> x[0] * x[1];
      case DIV -> x[0] / x[1];
      case NEG -> -x[0];
      case POW -> Math.pow(x[0], x[1]);
      case EXP -> Math.exp(x[0]);
      case EXPREL -> VectorMath.exprel(x[0]);
      case LOG -> Math.log(x[0]);
      case SQRT -> Math.sqrt(x[0]);
      case ABS -> Math.abs(x[0]);
      case SIN -> Math.sin(x[0]);
      case COS -> Math.cos(x[0]);
      case FLOOR -> Math.floor(x[0]);
      case MIN -> Math.min(x[0], x[1]);
      case MAX -> Math.max(x[0], x[1]);
      case FMA -> Fused.fma(x[0], x[1], x[2]);
      case LT -> truth(x[0] < x[1]);
      case LE -> truth(x[0] <= x[1]);
      case GT -> truth(x[0] > x[1]);
      case GE -> truth(x[0] >= x[1]);
      case EQ -> truth(x[0] == x[1]);
      case NE -> truth(x[0] != x[1]);
      case AND -> truth(x[0] != 0 && x[1] != 0);
      case OR -> truth(x[0] != 0 || x[1] != 0);
      case NOT -> truth(x[0] == 0);
      case SELECT -> x[0] != 0 ? x[1] : x[2];
    };
  }

  private static double truth(boolean b) {
    return b ? 1 : 0;
  }
}
