package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;

/**
 * A coarse test, for many neurons at once, whether one of them may have reached its threshold.
 *
 * <p>The exact test has a branch for each neuron, about a cycle. This one takes the integer part of {@code 2^20·(above - limit)}; all are
 * combined by "and", and the outcome is negative if each neuron is below its limit by more than 2^-20. Otherwise some may
 * fire, and they are tested one by one. It vectorises, and costs next to nothing in a loop that waits for memory anyhow.
 *
 * @param above what is at least {@code limit}, or greater, in a neuron that fires
 */
record Watch(Term above, Term limit) {
  /** The variable that holds the outcome: 0 or above if some neuron may be past its threshold. */
  static final String OUTCOME = "watched";

  /** Neurons that are watched together once one of a tile may fire. */
  static final int BLOCK = 128;

  private static final Set<Op> CALLS = EnumSet.of(Op.POW, Op.EXP, Op.EXPREL, Op.LOG, Op.SIN, Op.COS);

  /** A threshold that is just this: the variable reaches a limit that is constant in time. */
  record Crossing(String variable, Term limit) {}

  /** The crossing that a threshold is, where it is nothing else. */
  static Optional<Crossing> crossing(Term threshold) {
    boolean alone = !(threshold instanceof Term.Apply test) || test.op() != Op.AND;
    return alone ? of(threshold).flatMap(w -> w.variable().map(v -> new Crossing(v, w.limit()))) : Optional.empty();
  }

  /** What to watch for a threshold: a comparison that must be true where it is; none where there is no simple one. */
  static Optional<Watch> of(Term threshold) {
    var open = new ArrayList<>(List.of(threshold));
    while (!open.isEmpty()) {
      if (open.removeLast() instanceof Term.Apply test) {
        Term first = test.arguments().getFirst();
        Term last = test.arguments().getLast();
        Optional<Watch> found = switch (test.op()) {
          case GE, GT -> of(first, last);
          case LE, LT -> of(last, first);
          default -> Optional.empty();
        };
        if (found.isPresent()) {
          return found;
        }
        if (test.op() == Op.AND) {
          open.add(last);
          open.add(first);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Watch> of(Term above, Term limit) {
    boolean calls = above.any(Watch::isCall) || limit.any(Watch::isCall);
    return calls ? Optional.empty() : Optional.of(new Watch(above, limit));
  }

  private static boolean isCall(Term term) {
    return term instanceof Term.Apply a && CALLS.contains(a.op());
  }

  /** The state variable that is compared with a constant, where it is as simple as that: its own loop can watch it. */
  Optional<String> variable() {
    return above instanceof Term.Leaf leaf && leaf.kind() == Kind.STATE && limit.isFixed() ? Optional.of(leaf.name()) : Optional.empty();
  }

  /** The statement that takes a neuron into the outcome. */
  static String statement(JavaExpression.Text above, JavaExpression.Text limit) {
    return OUTCOME + " &= (int) ((" + above.within(11) + " - " + limit.within(12) + ") * 1048576.0);\n";
  }
}
