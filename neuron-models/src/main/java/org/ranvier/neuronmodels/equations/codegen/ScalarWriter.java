package org.ranvier.neuronmodels.equations.codegen;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ranvier.neuronmodels.equations.analysis.Op;

/** Writes nodes as statements for one neuron: what is used more than once becomes a local variable. */
class ScalarWriter {
  private final Graph graph;
  private final LoopWriter.Leaves leaves;
  private final String indent;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> used = new LinkedHashMap<>();
  private final Map<Node, Integer> uses = new HashMap<>();
  private final Map<Node, String> locals = new HashMap<>();

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
    JavaExpression.Text whole = JavaExpression.apply(op, node, this::expression);
    String name = graph.nameOf(node);
    if (uses.getOrDefault(node, 0) < 2 && name == null) {
      return whole;
    }
    String fresh = leaves.local(name != null ? name : "v" + node.id());
    text.append(indent).append(op.isTest() ? "boolean " : "double ").append(fresh).append(" = ").append(whole.java()).append(";\n");
    locals.put(node, fresh);
    return JavaExpression.atom(fresh);
  }

  JavaExpression.Text kept(Node node) {
    throw new IllegalStateException("node " + node.id() + " is not kept");
  }
}
