package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Walks over the parts of terms. A part that is used in many places is visited once, so that expressions which each use the one before twice cost
 * no more than they are long; and without recursion, so that they may be nested as deep as memory allows.
 */
public final class TermFold {
  private TermFold() {}

  /**
   * Computes something for a term from what it is for its arguments.
   *
   * @param f takes a part and the results of its arguments
   */
  public static <T> T of(Term root, BiFunction<Term, List<T>, T> f) {
    return of(root, new IdentityHashMap<>(), f);
  }

  /**
   * The same.
   *
   * @param done results that are known, to which those of the term's parts are added
   */
  public static <T> T of(Term root, Map<Term, T> done, BiFunction<Term, List<T>, T> f) {
    var open = new ArrayDeque<Term>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.peek();
      if (done.containsKey(term)) {
        open.pop();
        continue;
      }
      List<Term> arguments = arguments(term);
      boolean ready = true;
      for (Term argument : arguments.reversed()) {
        if (!done.containsKey(argument)) {
          open.push(argument);
          ready = false;
        }
      }
      if (ready) {
        open.pop();
        done.put(term, f.apply(term, arguments.stream().map(a -> Objects.requireNonNull(done.get(a))).toList()));
      }
    }
    return Objects.requireNonNull(done.get(root));
  }

  /** Whether any part fulfils the condition; a term is asked before its arguments, and these from the left. */
  static boolean any(Term root, Predicate<Term> condition) {
    Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var open = new ArrayDeque<Term>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (seen.add(term)) {
        if (condition.test(term)) {
          return true;
        }
        arguments(term).reversed().forEach(open::push);
      }
    }
    return false;
  }

  private static List<Term> arguments(Term term) {
    return term instanceof Term.Apply a ? a.arguments() : List.of();
  }
}
