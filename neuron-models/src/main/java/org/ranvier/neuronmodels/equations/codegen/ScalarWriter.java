package org.ranvier.neuronmodels.equations.codegen;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ranvier.neuronmodels.equations.analysis.Op;

/** Writes nodes as statements for one neuron: what is used more than once becomes a local variable, as does the inverse of what divides twice. */
class ScalarWriter {
  private final Graph graph;
  private final LoopWriter.Leaves leaves;
  private final String indent;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> used = new LinkedHashMap<>();
  private final Map<Node, Integer> uses = new HashMap<>();
  private final Map<Node, String> locals = new HashMap<>();
  private final Map<Node, Integer> quotients = new HashMap<>(); // by divisor
  private final Map<Node, String> inverses = new HashMap<>();

  ScalarWriter(Graph graph, LoopWriter.Leaves leaves, String indent) {
    this.graph = graph;
    this.leaves = leaves;
    this.indent = indent;
  }

  /** The declarations of local variables. */
  StringBuilder text() {
    return text;
  }

  /** The fields that are read, with their types. */
  Map<String, String> used() {
    return used;
  }

  /** Announces that a node will be written. */
  final void count(Node node) {
    if (uses.merge(node, 1, Integer::sum) == 1 && !isKept(node)) {
      node.arguments().forEach(this::count);
      if (node.op() == Op.DIV) {
        quotients.merge(node.arguments().getLast(), 1, Integer::sum);
      }
    }
  }

  /** How many operations have been announced. */
  final long operations() {
    return uses.keySet().stream().filter(node -> !node.isLeaf()).count();
  }

  /** Whether the value lies in an array already. */
  boolean isKept(Node node) {
    return false;
  }

  final JavaExpression.Text expression(Node node) {
    if (node.leaf() != null) {
      return leaves.read(node.leaf(), used);
    }
    if (isKept(node)) {
      return kept(node);
    }
    String local = locals.get(node);
    if (local != null) {
      return JavaExpression.atom(local);
    }
    Op op = Objects.requireNonNull(node.op());
    boolean inverse = op == Op.DIV && quotients.getOrDefault(node.arguments().getLast(), 0) > 1;
    JavaExpression.Text whole = inverse ? quotient(node) : JavaExpression.apply(op, node, this::expression);
    String name = graph.nameOf(node);
    if (uses.getOrDefault(node, 0) < 2 && name == null) {
      return whole;
    }
    String fresh = leaves.local(name != null ? name : "v" + node.id());
    text.append(indent).append(op.isTest() ? "boolean " : "double ").append(fresh).append(" = ").append(whole.java()).append(";\n");
    locals.put(node, fresh);
    return JavaExpression.atom(fresh);
  }

  private JavaExpression.Text quotient(Node node) {
    JavaExpression.Text above = expression(node.arguments().getFirst());
    Node divisor = node.arguments().getLast();
    String inverse = inverses.get(divisor);
    if (inverse == null) {
      inverse = leaves.local("inverse" + divisor.id());
      String java = expression(divisor).within(13);
      text.append(indent).append("double ").append(inverse).append(" = 1 / ").append(java).append(";\n");
      inverses.put(divisor, inverse);
    }
    return above.java().equals("1.0") ? JavaExpression.atom(inverse) : JavaExpression.times(above, inverse);
  }

  JavaExpression.Text kept(Node node) {
    throw new IllegalStateException("node " + node.id() + " is not kept");
  }
}
