package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;

/**
 * Computes all exponentials {@code e^(a·v + b)} of one variable by arithmetic alone, which the JIT vectorises. Slopes {@code a}
 * that
 * are whole multiples of one small slope {@code g}, but for their sign, share one polynomial {@code E = e^(-g·v)} of degree 12
 * with
 * {@code |g·v| ≤ 0.35}, and are powers of it or inverses of such: the six rates of Hodgkin and Huxley, with slopes of 1/10,
 * 1/18, 1/20 and
 * 1/80 per mV, cost one polynomial and nine products.
 *
 * <p>Each polynomial stands in a loop of its own, which leaves the powers that are needed in arrays: in a loop with two
 * polynomials, which
 * are alike but for a constant, the JIT combines operations of one with those of the other, and then vectorises neither.
 *
 * <p>The variable is clipped to ±200 (mV). The relative error of {@code e^(a·v)} is below {@code 1300·|a| + 3} units of 2^-52:
 * 3e-14 for a slope of 1/10 per mV. {@code 1/exprel(u)} is computed as {@code (u² + 1e-14)/((e^u - 1)·u + 1e-14)}: its relative
 * error is below 1e-7 where {@code |u| < 1e-6}, and below 1e-9 where {@code |u| > 1e-5}.
 */
final class SharedExponentials {
  private static final double LARGEST = 200;
  private static final double REACH = 0.35;
  private static final int DENOMINATORS = 32;
  private static final double DELTA = 1e-14;

  private final Term.Leaf variable;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Exponent, String> inverses = new HashMap<>();
  private final Map<String, Term> quotients = new LinkedHashMap<>();

  /**
   * Exponentials that share a polynomial.
   *
   * @param slope the small slope; it is negative
   * @param needed which powers of it are used
   */
  record Group(int number, double slope, Set<Integer> needed) {
    /** The array that holds a power. */
    String array(int n) {
      return "exp" + number + "_" + n;
    }
  }

  private record Exponent(double slope, double offset) {}

  SharedExponentials(Term.Leaf variable, List<Term> terms) {
    this.variable = variable;
    var slopes = new TreeSet<Double>();
    terms.forEach(t -> collect(t, slopes));
    while (!slopes.isEmpty()) {
      double base = divisor(slopes);
      slopes.removeIf(a -> isMultiple(a, base));
      groups.add(new Group(groups.size(), -base, new TreeSet<>()));
    }
  }

  private void collect(Term term, TreeSet<Double> slopes) {
    term.any(t -> {
      if (t instanceof Term.Apply a) {
        exponent(a).ifPresent(e -> slopes.add(Math.abs(e.slope())));
      }
      return false;
    });
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
  private static double divisor(TreeSet<Double> slopes) {
    double smallest = slopes.first();
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

  /** The term with such exponentials, and the inverses of exprel, read from arrays. */
  Term rewrite(Term term) {
    return term.fold((t, arguments) -> t instanceof Term.Apply a ? rewritten(a, arguments) : t);
  }

  private Term rewritten(Term.Apply a, List<Term> arguments) {
    if (a.op() == Op.DIV && a.arguments().get(1) instanceof Term.Apply d && d.op() == Op.EXPREL && exponent(d).isPresent()) {
      return Term.mul(arguments.getFirst(), inverseOfExprel(exponent(d).get()));
    }
    var exponent = exponent(a);
    if (exponent.isEmpty()) {
      return Term.apply(a.op(), arguments.toArray(Term[]::new));
    }
    return a.op() == Op.EXP ? power(exponent.get()) : Term.div(Term.UNIT, inverseOfExprel(exponent.get()));
  }

  private Term power(Exponent e) {
    Term array = array(e.slope());
    return e.slope() < 0 ? Term.mul(Term.of(Math.exp(e.offset())), array) : Term.div(Term.of(Math.exp(e.offset())), array);
  }

  /** {@code e^-|slope·v|}, without the sign of v. */
  private Term array(double slope) {
    Group group = groups.stream().filter(g -> isMultiple(Math.abs(slope), -g.slope())).findFirst().orElseThrow();
    int n = (int) Math.rint(Math.abs(slope / group.slope()));
    group.needed().add(n);
    return Term.leaf(Kind.STATE, group.array(n));
  }

  /** {@code u/(e^u - 1)}; where the slope is above 0, {@code u·e^-u/(1 - e^-u)}, for the array holds {@code e^-a·v}. */
  private Term inverseOfExprel(Exponent e) {
    String name = inverses.computeIfAbsent(e, key -> "inverse" + inverses.size());
    if (!quotients.containsKey(name)) {
      Term u = fma(Term.of(e.slope()), clipped(), Term.of(e.offset()));
      Term square = fma(u, u, Term.of(DELTA));
      Term array = array(e.slope());
      double factor = Math.exp(e.slope() < 0 ? e.offset() : -e.offset());
      Term value = e.slope() < 0
          ? Term.div(square, fma(fma(Term.of(factor), array, Term.of(-1)), u, Term.of(DELTA)))
          : Term.div(Term.mul(Term.mul(Term.of(factor), array), square), fma(fma(Term.of(-factor), array, Term.UNIT), u,
              Term.of(DELTA)));
      quotients.put(name, value);
    }
    return Term.leaf(Kind.STATE, name);
  }

  /** What arrays of inverses hold, once all terms have been rewritten. */
  Map<String, Term> quotients() {
    return quotients;
  }

  /** Those that share a polynomial, once all terms have been rewritten. */
  List<Group> groups() {
    return groups.stream().filter(g -> !g.needed().isEmpty()).toList();
  }

  /**
   * The values of a group's arrays.
   *
   * @param define gives a name to a computation and returns the term that stands for it
   */
  Map<String, Term> values(Group group, BiFunction<String, Term, Term> define) {
    Map<Integer, Term> powers = new TreeMap<>();
    powers.put(1, polynomial(group, define));
    Map<String, Term> values = new LinkedHashMap<>();
    for (int n : group.needed()) {
      values.put(group.array(n), power(group, n, powers, define));
    }
    return values;
  }

  private static Term power(Group group, int n, Map<Integer, Term> powers, BiFunction<String, Term, Term> define) {
    Term known = powers.get(n);
    if (known != null) {
      return known;
    }
    int half = split(n, powers);
    Term product = Term.mul(power(group, half, powers, define), power(group, n - half, powers, define));
    Term made = define.apply("power" + group.number() + "_" + n, product);
    powers.put(n, made);
    return made;
  }

  /** One of two powers whose product is the n-th: both known already where there are such, else about half of it. */
  private static int split(int n, Map<Integer, Term> powers) {
    for (int k : powers.keySet()) {
      if (powers.containsKey(n - k)) {
        return k;
      }
    }
    return n % 2 == 0 ? n / 2 : 1;
  }

  private Term clipped() {
    return Term.apply(Op.MIN, Term.of(LARGEST), Term.apply(Op.MAX, Term.of(-LARGEST), variable));
  }

  /** The Taylor polynomial of {@code e^r}, by Estrin's scheme. */
  private Term polynomial(Group group, BiFunction<String, Term, Term> define) {
    String name = "r" + group.number();
    Term r = define.apply(name, Term.mul(Term.of(group.slope()), clipped()));
    Term r2 = define.apply(name + "_2", Term.mul(r, r));
    Term r4 = define.apply(name + "_4", Term.mul(r2, r2));
    Term low = fma(fma(c(3), r, c(2)), r2, Term.add(Term.UNIT, r));
    Term middle = fma(fma(c(7), r, c(6)), r2, fma(c(5), r, c(4)));
    Term high = fma(fma(c(11), r, c(10)), r2, fma(c(9), r, c(8)));
    return define.apply("power" + group.number() + "_1", fma(r4, fma(r4, fma(r4, c(12), high), middle), low));
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
