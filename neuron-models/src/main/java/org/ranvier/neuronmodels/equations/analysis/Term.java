package org.ranvier.neuronmodels.equations.analysis;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ranvier.simulator.time.TimeGrid;

/**
 * An expression after checking: names are resolved, sub-expressions put in their places, and units folded into constants, so that
 * only numbers are left.
 */
public sealed interface Term {
  /** A number. */
  record Const(double value) implements Term {
    @Override
    public String toString() {
      return TimeGrid.trim(value);
    }
  }

  /** What stands for a number that is known later. */
  record Leaf(Kind kind, String name) implements Term {
    @Override
    public String toString() {
      return kind == Kind.PREVIOUS ? "previous(" + name + ")" : name;
    }
  }

  /** An operation on other terms. Two are equal only if they are one: parts that several terms share are shared as objects. */
  final class Apply implements Term {
    private static final long HUGE = 1L << 50;
    private static final long LONGEST_TEXT = 500; // operations and leaves

    private final Op op;
    private final List<Term> arguments;
    private final long kinds; // of leaves, a bit for each
    private final long size; // with each part counted as often as it occurs
    private final int depth;

    private Apply(Op op, List<Term> arguments) {
      this.op = op;
      this.arguments = arguments;
      long united = 0;
      long sum = 1;
      int deepest = 0;
      for (Term argument : arguments) {
        united |= kinds(argument);
        sum += argument instanceof Apply a ? a.size : 1;
        deepest = Math.max(deepest, argument instanceof Apply a ? a.depth : 0);
      }
      depth = deepest + 1;
      kinds = united;
      size = Math.min(sum, HUGE);
    }

    public Op op() {
      return op;
    }

    public List<Term> arguments() {
      return arguments;
    }

    /** How many operations are nested in one another. */
    public int depth() {
      return depth;
    }

    @Override
    public String toString() {
      return size > LONGEST_TEXT ? "a long expression" : text();
    }

    /** In the notation of models. */
    private String text() {
      String sign = op.sign();
      return switch (op) {
        case ADD, SUB, MUL, DIV, LT, LE, GT, GE, EQ, NE, AND, OR -> {
          int own = rank(this);
          Term left = arguments.get(0);
          Term right = arguments.get(1);
          boolean bracket = rank(right) < own || (rank(right) == own && (op == Op.SUB || op == Op.DIV));
          yield wrap(left, rank(left) < own) + (own == 5 ? sign : " " + sign + " ") + wrap(right, bracket);
        }
        case NEG -> "-" + wrap(arguments.getFirst(), rank(arguments.getFirst()) <= 5);
        case NOT -> "not " + wrap(arguments.getFirst(), rank(arguments.getFirst()) < 6);
        default -> sign + arguments.stream().map(Term::toString).collect(Collectors.joining(", ", "(", ")"));
      };
    }

    private static String wrap(Term t, boolean bracket) {
      return bracket ? "(" + t + ")" : t.toString();
    }

    private static int rank(Term t) {
      if (t instanceof Const c) {
        return c.value() < 0 ? 4 : 9;
      }
      return t instanceof Apply a
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

  /** What a leaf is. */
  enum Kind {
    /** A parameter, or the step {@code dt}: constant in a run. */
    PARAMETER,
    /** A state variable. */
    STATE,
    /** A state variable's value at the start of the step. */
    PREVIOUS,
    /** The external current, constant in a step. */
    CURRENT,
    /** Time at the start of the step (ms). */
    TIME,
    /** White noise times the root of the step: a standard normal number, one for each neuron and step. */
    NOISE,
    /** A number between 0 and 1, uniformly distributed, one for each neuron and step. */
    CHANCE,
    /** The sum of the weights that arrive at a receptor at the end of the step. */
    INPUT,
    /** A value computed earlier in the same step. */
    LOCAL,
    /** A number computed from parameters when the kernel is made. */
    COEFFICIENT
  }

  Const ZERO = new Const(0);
  Const UNIT = new Const(1);

  static Term of(double value) {
    return new Const(value);
  }

  static Leaf leaf(Kind kind, String name) {
    return new Leaf(kind, name);
  }

  default boolean isConst(double value) {
    return this instanceof Const c && c.value() == value;
  }

  static Term add(Term a, Term b) {
    return a.isConst(0) ? b : b.isConst(0) ? a : apply(Op.ADD, a, b);
  }

  static Term sub(Term a, Term b) {
    return b.isConst(0) ? a : a.isConst(0) ? negate(b) : apply(Op.SUB, a, b);
  }

  static Term mul(Term a, Term b) {
    if (a.isConst(0) || b.isConst(0)) {
      return ZERO;
    }
    return a.isConst(1) ? b : b.isConst(1) ? a : apply(Op.MUL, a, b);
  }

  static Term div(Term a, Term b) {
    return a.isConst(0) || b.isConst(1) ? a : apply(Op.DIV, a, b);
  }

  static Term negate(Term a) {
    return a instanceof Apply n && n.op() == Op.NEG ? n.arguments().getFirst() : apply(Op.NEG, a);
  }

  static Term exp(Term a) {
    return apply(Op.EXP, a);
  }

  /** Applies an operation, at once where all arguments are numbers; whole powers up to 8 become products. */
  static Term apply(Op op, Term... arguments) {
    if (List.of(arguments).stream().allMatch(Const.class::isInstance)) {
      return of(op.apply(List.of(arguments).stream().mapToDouble(c -> ((Const) c).value()).toArray()));
    }
    if (op == Op.POW && arguments[1] instanceof Const(double n)) {
      if (n == Math.rint(n) && Math.abs(n) <= 8) {
        Term product = wholePower(arguments[0], (int) Math.abs(n));
        return n < 0 ? div(UNIT, product) : product;
      }
      if (n == 0.5) {
        return new Apply(Op.SQRT, List.of(arguments[0]));
      }
    }
    if (op == Op.AND || op == Op.OR) {
      double neutral = op == Op.AND ? 1 : 0;
      for (int k = 0; k < 2; k++) {
        if (arguments[k] instanceof Const(double truth)) {
          return truth == neutral ? arguments[1 - k] : arguments[k];
        }
      }
    }
    if (op == Op.SELECT && arguments[0] instanceof Const(double test)) {
      return test != 0 ? arguments[1] : arguments[2];
    }
    return new Apply(op, List.of(arguments));
  }

  private static Term wholePower(Term base, int n) {
    if (n == 0) {
      return UNIT;
    }
    Term half = wholePower(base, n / 2);
    Term square = n < 2 ? UNIT : mul(half, half);
    return n % 2 == 0 ? square : mul(square, base);
  }

  /** The terms that it is an operation on. */
  private static List<Term> parts(Term term) {
    return term instanceof Apply a ? a.arguments : List.of();
  }

  /**
   * Computes something for the term from what it is for its arguments; parts that several share are computed once.
   *
   * @param f takes a part and the results of its arguments
   */
  default <T> T fold(BiFunction<Term, List<T>, T> f) {
    return fold(new IdentityHashMap<>(), f);
  }

  /**
   * The same.
   *
   * @param done results that are known, to which those of the term's parts are added
   */
  default <T> T fold(Map<Term, T> done, BiFunction<Term, List<T>, T> f) {
    return Fold.of(this, Term::parts, done, f);
  }

  /** Whether any part fulfils the condition. */
  default boolean any(Predicate<Term> condition) {
    return Fold.any(this, Term::parts, condition);
  }

  default boolean has(Kind kind) {
    return (kinds(this) & bit(kind)) != 0;
  }

  /** Whether it is the same for a whole run: made of numbers and parameters. */
  default boolean isFixed() {
    return (kinds(this) & ~(bit(Kind.PARAMETER) | bit(Kind.COEFFICIENT))) == 0;
  }

  private static long bit(Kind kind) {
    return 1L << kind.ordinal();
  }

  private static long kinds(Term term) {
    return switch (term) {
      case Const c -> 0;
      case Leaf l -> bit(l.kind());
      case Apply a -> a.kinds;
    };
  }

  /** The term with each leaf replaced. */
  default Term replace(Function<Leaf, Term> by) {
    return fold(
        (term, arguments) -> switch (term) {
          case Const c -> c;
          case Leaf l -> by.apply(l);
          case Apply a -> switch (a.op()) {
            case ADD -> add(arguments.get(0), arguments.get(1));
            case SUB -> sub(arguments.get(0), arguments.get(1));
            case MUL -> mul(arguments.get(0), arguments.get(1));
            case DIV -> div(arguments.get(0), arguments.get(1));
            default -> apply(a.op(), arguments.toArray(Term[]::new));
          };
        });
  }

  /** Its value, given those of its leaves. */
  default double evaluate(ToDoubleFunction<Leaf> leaves) {
    return this instanceof Apply a && a.size > 500
        ? fold((term, arguments) -> value(term, arguments, leaves))
        : switch (this) {
          case Const c -> c.value();
          case Leaf l -> leaves.applyAsDouble(l);
          case Apply a -> {
            if (a.op() == Op.SELECT) {
              yield a.arguments().get(a.arguments().get(0).evaluate(leaves) != 0 ? 1 : 2).evaluate(leaves);
            }
            double[] x = new double[a.arguments().size()];
            for (int k = 0; k < x.length; k++) {
              x[k] = a.arguments().get(k).evaluate(leaves);
            }
            yield a.op().apply(x);
          }
        };
  }

  private static double value(Term term, List<Double> arguments, ToDoubleFunction<Leaf> leaves) {
    return switch (term) {
      case Const c -> c.value();
      case Leaf l -> leaves.applyAsDouble(l);
      case Apply a -> a.op().apply(arguments.stream().mapToDouble(x -> x).toArray());
    };
  }
}
