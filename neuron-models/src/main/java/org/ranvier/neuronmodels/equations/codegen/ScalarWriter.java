package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ranvier.neuronmodels.equations.analysis.Op;

/** Writes nodes as statements for one neuron: what is used more than once becomes a local variable, as does the inverse of what divides twice. */
class ScalarWriter {
  private static final int DEEPEST = 100; // operations in one Java expression: the compiler takes them apart by recursion

  private final Graph graph;
  private final Leaves leaves;
  private final String indent;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> used = new LinkedHashMap<>();
  private final Map<Node, Integer> uses = new HashMap<>();
  private final Map<Node, String> locals = new HashMap<>();
  private final Map<Node, Integer> depths = new HashMap<>(); // of what is to be written before a node
  private final Map<Node, Integer> quotients = new HashMap<>(); // by divisor
  private final Map<Node, String> inverses = new HashMap<>();

  ScalarWriter(Graph graph, Leaves leaves, String indent) {
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
  final void count(Node root) {
    var open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (uses.merge(node, 1, Integer::sum) == 1 && !isKept(node)) {
        open.addAll(node.arguments());
        if (node.op() == Op.DIV) {
          quotients.merge(node.arguments().getLast(), 1, Integer::sum);
        }
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

  /** The value of a node, which has been announced. */
  final JavaExpression.Text expression(Node root) {
    shorten(root);
    return written(root);
  }

  /** Makes local variables of parts that are nested deeply. */
  private void shorten(Node root) {
    var parts = new TreeMap<Integer, Node>();
    var open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (!node.isLeaf() && !isKept(node) && !depths.containsKey(node) && parts.put(node.id(), node) == null) {
        open.addAll(node.arguments());
      }
    }
    for (Node part : parts.values()) {
      int depth = 1 + part.arguments().stream().mapToInt(a -> depths.getOrDefault(a, 0)).max().orElse(0);
      if (depth >= DEEPEST && !locals.containsKey(part)) {
        local(part, whole(part));
        depth = 0;
      }
      depths.put(part, depth);
    }
  }

  private JavaExpression.Text written(Node node) {
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
    boolean isLocal = uses.getOrDefault(node, 0) >= 2 || graph.nameOf(node) != null;
    return isLocal ? local(node, whole(node)) : whole(node);
  }

  private JavaExpression.Text whole(Node node) {
    Op op = Objects.requireNonNull(node.op());
    boolean inverse = op == Op.DIV && quotients.getOrDefault(node.arguments().getLast(), 0) > 1;
    return inverse ? quotient(node) : JavaExpression.apply(op, node, this::written);
  }

  private JavaExpression.Text local(Node node, JavaExpression.Text whole) {
    String name = graph.nameOf(node);
    String fresh = leaves.local(name != null ? name : "v" + node.id());
    boolean test = Objects.requireNonNull(node.op()).isTest();
    text.append(indent).append(test ? "boolean " : "double ").append(fresh).append(" = ").append(whole.java()).append(";\n");
    locals.put(node, fresh);
    return JavaExpression.atom(fresh);
  }

  private JavaExpression.Text quotient(Node node) {
    JavaExpression.Text above = written(node.arguments().getFirst());
    Node divisor = node.arguments().getLast();
    String inverse = inverses.get(divisor);
    if (inverse == null) {
      inverse = leaves.local("inverse" + divisor.id());
      String java = written(divisor).within(13);
      text.append(indent).append("double ").append(inverse).append(" = 1 / ").append(java).append(";\n");
      inverses.put(divisor, inverse);
    }
    return above.java().equals("1.0") ? JavaExpression.atom(inverse) : JavaExpression.times(above, inverse);
  }

  JavaExpression.Text kept(Node node) {
    throw new IllegalStateException("node " + node.id() + " is not kept");
  }
}
