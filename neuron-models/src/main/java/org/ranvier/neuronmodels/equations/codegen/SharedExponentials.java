package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;

/**
 * Computes all exponentials {@code e^(a·v + b)} of one variable by arithmetic alone, so that they stand in one loop with the
 * rest and the JIT vectorises it. Slopes {@code a} that are whole multiples of one small slope {@code g} share one polynomial
 * {@code E = e^(g·v)} of degree 12 with {@code |g·v| ≤ 0.35}, and are powers of it: the six rates of Hodgkin and Huxley, with
 * slopes of 1/10, 1/18, 1/20 and 1/80 per mV, cost one polynomial and nine products.
 *
 * <p>The variable is clipped to ±200 (mV). The relative error of {@code e^(a·v)} is below {@code 1200·|a| + 3} units of 2^-52:
 * 3e-14 for a slope of 1/10 per mV. {@code exprel(u)} is computed as {@code ((e^u - 1)·u + 1e-14)/(u² + 1e-14)}: its relative
 * error is below 1e-7 where {@code |u| < 1e-6}, and below 1e-9 where {@code |u| > 1e-5}.
 */
final class SharedExponentials {
  private static final double LARGEST = 200;
  private static final double REACH = 0.35;
  private static final int DENOMINATORS = 32;
  private static final double DELTA = 1e-14;

  private final Term.Leaf variable;
  private final BiFunction<String, Term, Term> define;
  private final Map<Boolean, List<Group>> groups = new TreeMap<>();
  private boolean clipped;

  private record Group(int number, double slope, Map<Integer, Term> powers) {}

  private record Exponent(double slope, double offset) {}

  /**
   * @param define gives a name to a computation and returns the term that stands for it
   */
  SharedExponentials(Term.Leaf variable, List<Term> terms, BiFunction<String, Term, Term> define) {
    this.variable = variable;
    this.define = define;
    var slopes = new TreeSet<Double>();
    terms.forEach(t -> collect(t, slopes));
    int number = 0;
    for (boolean negative : new boolean[] {true, false}) {
      var left = new ArrayList<>(slopes.stream().filter(a -> a < 0 == negative).map(Math::abs).sorted().toList());
      var found = new ArrayList<Group>();
      while (!left.isEmpty()) {
        double base = divisor(left);
        left.removeIf(a -> isMultiple(a, base));
        found.add(new Group(number++, negative ? -base : base, new TreeMap<>()));
      }
      groups.put(negative, found);
    }
  }

  private void collect(Term t, TreeSet<Double> slopes) {
    if (t instanceof Term.Apply a) {
      exponent(a).ifPresent(e -> slopes.add(e.slope()));
      a.arguments().forEach(x -> collect(x, slopes));
    }
  }

  /** The argument of an exponential as {@code slope·v + offset}, where it is that and its range is moderate. */
  private Optional<Exponent> exponent(Term.Apply t) {
    if (t.op() != Op.EXP && t.op() != Op.EXPREL) {
      return Optional.empty();
    }
    var part = Integration.ownLinearPart(variable.name(), t.arguments().getFirst());
    if (part.isEmpty() || !isNumber(part.get()[0]) || !isNumber(part.get()[1])) {
      return Optional.empty();
    }
    double slope = part.get()[0].evaluate(l -> Double.NaN);
    double offset = part.get()[1].evaluate(l -> Double.NaN);
    boolean moderate = slope != 0 && Math.abs(slope) * LARGEST < 300 && Math.abs(offset) < 300;
    return moderate ? Optional.of(new Exponent(slope, offset)) : Optional.empty();
  }

  private static boolean isNumber(Term t) {
    return !t.any(Term.Leaf.class::isInstance);
  }

  /** The slope of which most of these, the smallest among them, are multiples; small enough for the polynomial. */
  private static double divisor(List<Double> slopes) {
    double smallest = slopes.getFirst();
    double best = smallest;
    long most = 0;
    for (int q = 1; q <= DENOMINATORS; q++) {
      double base = smallest / q;
      long members = slopes.stream().filter(a -> isMultiple(a, base)).count();
      if (members > most) {
        most = members;
        best = base;
      }
    }
    while (best * LARGEST > REACH) {
      best /= 2;
    }
    return best;
  }

  private static boolean isMultiple(double slope, double base) {
    double n = slope / base;
    return Math.rint(n) <= 4096 && Math.abs(n - Math.rint(n)) <= 1e-14 * n;
  }

  /** The term without such exponentials. */
  Term rewrite(Term term) {
    if (!(term instanceof Term.Apply a)) {
      return term;
    }
    var exponent = exponent(a);
    if (exponent.isEmpty()) {
      return Term.apply(a.op(), a.arguments().stream().map(this::rewrite).toArray(Term[]::new));
    }
    Exponent e = exponent.get();
    Term power = Term.mul(Term.of(Math.exp(e.offset())), power(e.slope()));
    if (a.op() == Op.EXP) {
      return power;
    }
    Term u = Term.apply(Op.FMA, Term.of(e.slope()), clipped(), Term.of(e.offset()));
    Term less = Term.apply(Op.FMA, Term.of(Math.exp(e.offset())), power(e.slope()), Term.of(-1));
    return Term.div(Term.apply(Op.FMA, less, u, Term.of(DELTA)), Term.apply(Op.FMA, u, u, Term.of(DELTA)));
  }

  private Term power(double slope) {
    Group group = Objects.requireNonNull(groups.get(slope < 0)).stream().filter(g -> isMultiple(slope,
        g.slope())).findFirst().orElseThrow();
    return power(group, (int) Math.rint(slope / group.slope()));
  }

  private Term power(Group group, int n) {
    Term known = group.powers().get(n);
    if (known != null) {
      return known;
    }
    Term made;
    if (n == 1) {
      made = polynomial(group);
    } else {
      int half = split(group, n);
      made = define.apply(name(group, n), Term.mul(power(group, half), power(group, n - half)));
    }
    group.powers().put(n, made);
    return made;
  }

  /** One of two powers whose product is the n-th: both known already where there are such, else about half of it. */
  private static int split(Group group, int n) {
    for (int k : group.powers().keySet()) {
      if (group.powers().containsKey(n - k)) {
        return k;
      }
    }
    return n % 2 == 0 ? n / 2 : 1;
  }

  private static String name(Group group, int n) {
    return "exp" + group.number() + "_" + n;
  }

  private Term clipped() {
    if (!clipped) {
      clipped = true;
      return define.apply("clipped_v", Term.apply(Op.MIN, Term.of(LARGEST), Term.apply(Op.MAX, Term.of(-LARGEST), variable)));
    }
    return Term.leaf(Kind.LOCAL, "clipped_v");
  }

  /** The Taylor polynomial of {@code e^r}, by Estrin's scheme. */
  private Term polynomial(Group group) {
    Term r = define.apply(name(group, 0) + "_r", Term.mul(Term.of(group.slope()), clipped()));
    Term r2 = define.apply(name(group, 0) + "_r2", Term.mul(r, r));
    Term r4 = define.apply(name(group, 0) + "_r4", Term.mul(r2, r2));
    Term low = fma(fma(c(3), r, c(2)), r2, Term.add(Term.UNIT, r));
    Term middle = fma(fma(c(7), r, c(6)), r2, fma(c(5), r, c(4)));
    Term high = fma(fma(c(11), r, c(10)), r2, fma(c(9), r, c(8)));
    return define.apply(name(group, 1), fma(r4, fma(r4, fma(r4, c(12), high), middle), low));
  }

  private static Term fma(Term a, Term b, Term c) {
    return Term.apply(Op.FMA, a, b, c);
  }

  private static Term c(int n) {
    double factorial = 1;
    for (int k = 2; k <= n; k++) {
      factorial *= k;
    }
    return Term.of(1 / factorial);
  }
}
