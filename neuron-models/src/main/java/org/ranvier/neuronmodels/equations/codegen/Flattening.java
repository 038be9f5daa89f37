package org.ranvier.neuronmodels.equations.codegen;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;

/**
 * Whether sums in sums, and products in products, may be written out as one. Where parts are used in many places that would make
 * them exponentially many, so that longer ones stay parts.
 */
final class Flattening {
  private static final long MOST = 256;

  private final Predicate<Term> isFixed;
  private final Map<Term, Long> summands = new IdentityHashMap<>();
  private final Map<Term, Long> factors = new IdentityHashMap<>();
  private final Map<String, Long> factorsOfLocals = new HashMap<>();

  /**
   * @param isFixed whether a term becomes one coefficient
   */
  Flattening(Predicate<Term> isFixed) {
    this.isFixed = isFixed;
  }

  /** Tells what a local is. */
  void define(String local, Term value) {
    boolean product = value instanceof Term.Apply a && isProduct(a);
    factorsOfLocals.put(local, product ? 1 + factors(value) : 1);
  }

  /** Whether a part of a sum that is a sum itself is taken apart. */
  boolean sum(Term part) {
    return summands(part) <= MOST;
  }

  /** Whether a factor that is a product or quotient itself is taken apart. */
  boolean product(Term factor) {
    return factors(factor) <= MOST;
  }

  /** The same of a factor that is a local. */
  boolean local(String name) {
    return factorsOfLocals.getOrDefault(name, 1L) <= MOST;
  }

  /** Whether a term, where it is part of a like one, may vanish in that. */
  boolean mayVanish(Term.Apply term) {
    return term.op() == Op.ADD ? sum(term) : isProduct(term) && product(term);
  }

  static boolean isProduct(Term.Apply a) {
    return a.op() == Op.MUL || a.op() == Op.DIV || a.op() == Op.NEG;
  }

  private long summands(Term term) {
    return term.fold(summands, (t, of) -> t instanceof Term.Apply a && a.op() == Op.ADD && !isFixed.test(t) ? total(of) : 1L);
  }

  private long factors(Term term) {
    return term.fold(factors,
        (t, of) -> switch (t) {
          case Term.Leaf l when l.kind() == Term.Kind.LOCAL -> factorsOfLocals.getOrDefault(l.name(), 1L);
          case Term.Apply a when isProduct(a) && !isFixed.test(t) -> total(of);
          default -> 1L;
        });
  }

  private static long total(List<Long> counts) {
    return Math.min(counts.stream().mapToLong(c -> c).sum(), 2 * MOST);
  }
}
