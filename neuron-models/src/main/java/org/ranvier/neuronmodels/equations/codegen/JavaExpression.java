package org.ranvier.neuronmodels.equations.codegen;

import java.util.function.Function;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.simulator.kernel.Fused;

/** Writes operations as Java. */
final class JavaExpression {
  /** How tightly == and != bind. */
  static final int EQUALITY = 8;

  private static final int ATOM = 20;

  private JavaExpression() {}

  /** Text and how tightly it binds. */
  record Text(String java, int rank) {
    String within(int outer) {
      return rank < outer ? "(" + java + ")" : java;
    }
  }

  static Text atom(String java) {
    return new Text(java, ATOM);
  }

  static Text number(Term.Const c) {
    if (!Double.isFinite(c.value())) { // what sqrt(-1) or 1/0 comes to: the run names the neuron that has it
      return new Text("Double." + (Double.isNaN(c.value()) ? "NaN" : c.value() < 0 ? "NEGATIVE_INFINITY" : "POSITIVE_INFINITY"), ATOM);
    }
    String java = c.value() == Math.rint(c.value()) && Math.abs(c.value()) < 1e6 ? (long) c.value() + ".0" : Double.toString(c.value());
    return new Text(java, c.value() < 0 ? 13 : ATOM);
  }

  static Text apply(Op op, Node node, Function<Node, Text> argument) {
    var a = node.arguments().stream().map(argument).toList();
    return switch (op) {
      case OR -> infix(a.get(0), " || ", a.get(1), 3);
      case AND -> infix(a.get(0), " && ", a.get(1), 4);
      case EQ, NE -> infix(a.get(0), " " + op.sign() + " ", a.get(1), EQUALITY);
      case LT, LE, GT, GE -> infix(a.get(0), " " + op.sign() + " ", a.get(1), 9);
      case ADD, SUB -> infix(a.get(0), " " + op.sign() + " ", a.get(1), 11);
      case MUL, DIV -> infix(a.get(0), " " + op.sign() + " ", a.get(1), 12);
      case NEG -> new Text("-" + a.getFirst().within(14), 13);
      case NOT -> new Text("!" + a.getFirst().within(14), 13);
      case SELECT -> new Text(a.get(0).within(3) + " ? " + a.get(1).within(2) + " : " + a.get(2).within(2), 1);
      case EXPREL -> call("VectorMath.exprel", a.getFirst().java());
      case MIN, MAX, POW -> call("Math." + op.sign(), a.get(0).java() + ", " + a.get(1).java());
      case FMA -> call(Fused.IN_HARDWARE ? "Math.fma" : Fused.class.getName() + ".fma", a.get(0).java() + ", " + a.get(1).java() + ", " + a.get(2).java());
      default -> call("Math." + op.sign(), a.getFirst().java());
    };
  }

  static Text times(Text left, String right) {
    return infix(left, " * ", atom(right), 12);
  }

  private static Text infix(Text left, String sign, Text right, int rank) {
    return new Text(left.within(rank) + sign + right.within(rank + 1), rank);
  }

  private static Text call(String function, String arguments) {
    return new Text(function + "(" + arguments + ")", ATOM);
  }
}
