package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Walks over the parts of expressions. A part that is used in many places is visited once, so that expressions which each use the one before twice cost
 * no more than they are long; and without recursion, so that they may be nested as deep as memory allows.
 */
final class Fold {
  private Fold() {}

  /**
   * Computes something for an expression from what it is for its arguments.
   *
   * @param arguments gives those of a part
   * @param done results that are known, by the part as an object, to which those of its parts are added
   * @param f takes a part and the results of its arguments
   */
  static <E, T> T of(E root, Function<E, List<E>> arguments, Map<E, T> done, BiFunction<E, List<T>, T> f) {
    var open = new ArrayDeque<E>();
    open.push(root);
    while (!open.isEmpty()) {
      E part = open.peek();
      if (done.containsKey(part)) {
        open.pop();
        continue;
      }
      List<E> own = arguments.apply(part);
      boolean ready = true;
      for (E argument : own.reversed()) {
        if (!done.containsKey(argument)) {
          open.push(argument);
          ready = false;
        }
      }
      if (ready) {
        open.pop();
        done.put(part, f.apply(part, own.stream().map(a -> Objects.requireNonNull(done.get(a))).toList()));
      }
    }
    return Objects.requireNonNull(done.get(root));
  }

  /** Whether any part fulfils the condition; a part is asked before its arguments, and these from the left. */
  static <E> boolean any(E root, Function<E, List<E>> arguments, Predicate<E> condition) {
    Set<E> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var open = new ArrayDeque<E>();
    open.push(root);
    while (!open.isEmpty()) {
      E part = open.pop();
      if (seen.add(part)) {
        if (condition.test(part)) {
          return true;
        }
        arguments.apply(part).reversed().forEach(open::push);
      }
    }
    return false;
  }
}
