package org.ranvier.neuronmodels.equations.analysis;

import java.util.Map;
import java.util.function.Function;

/** The functions of the notation, and what they mean in terms of operations. */
final class Functions {
  /** How the units of the arguments and of the result hang together. */
  enum Units {
    /** Pure number to pure number. */
    NUMBER,
    /** All arguments alike, and so is the result. */
    ALIKE,
    /** Alike or anything to pure number. */
    TO_NUMBER,
    /** Its own rule. */
    ROOT,
    POWER,
    FUSED
  }

  /** A function: how many arguments, which units, and its meaning. */
  record Definition(int arguments, Units units, Function<Term[], Term> meaning) {}

  private static final Term HUGE = Term.of(40); // tanh(20) is 1 to all digits

  static final Map<String, Definition> ALL =
      Map.ofEntries(
          number("exp", Op.EXP),
          number("log", Op.LOG),
          number("sin", Op.SIN),
          number("cos", Op.COS),
          number("exprel", Op.EXPREL),
          Map.entry("tanh", new Definition(1, Units.NUMBER, x -> tanh(x[0]))),
          Map.entry("sigmoid", new Definition(1, Units.NUMBER, x -> sigmoid(x[0]))),
          Map.entry("abs", new Definition(1, Units.ALIKE, x -> Term.apply(Op.ABS, x))),
          Map.entry("floor", new Definition(1, Units.NUMBER, x -> Term.apply(Op.FLOOR, x))),
          Map.entry("min", new Definition(2, Units.ALIKE, x -> Term.apply(Op.MIN, x))),
          Map.entry("max", new Definition(2, Units.ALIKE, x -> Term.apply(Op.MAX, x))),
          Map.entry("clip", new Definition(3, Units.ALIKE, x -> Term.apply(Op.MIN, Term.apply(Op.MAX, x[0], x[1]), x[2]))),
          Map.entry(
              "heaviside", new Definition(1, Units.TO_NUMBER, x -> Term.apply(Op.SELECT, Term.apply(Op.GE, x[0], Term.ZERO), Term.UNIT, Term.ZERO))),
          Map.entry("fma", new Definition(3, Units.FUSED, x -> Term.apply(Op.FMA, x))),
          Map.entry("sqrt", new Definition(1, Units.ROOT, x -> Term.apply(Op.SQRT, x))),
          Map.entry("pow", new Definition(2, Units.POWER, x -> Term.apply(Op.POW, x))));

  private Functions() {}

  private static Map.Entry<String, Definition> number(String name, Op op) {
    return Map.entry(name, new Definition(1, Units.NUMBER, x -> Term.apply(op, x)));
  }

  /** {@code tanh x = (e^2x - 1)/(e^2x + 1)}, with {@code e^2x - 1 = 2x·exprel(2x)} so that small values keep their digits. */
  private static Term tanh(Term x) {
    Term twice = Term.apply(Op.MIN, Term.apply(Op.MAX, Term.mul(Term.of(2), x), Term.negate(HUGE)), HUGE);
    Term less = Term.mul(twice, Term.apply(Op.EXPREL, twice));
    return Term.div(less, Term.add(less, Term.of(2)));
  }

  private static Term sigmoid(Term x) {
    return Term.div(Term.UNIT, Term.add(Term.UNIT, Term.exp(Term.negate(x))));
  }
}
