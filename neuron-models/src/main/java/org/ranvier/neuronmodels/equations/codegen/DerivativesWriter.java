package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes the method that computes all derivatives of one neuron. Where it would grow longer than the JIT compiles (8,000 bytes) it is cut into
 * several, and what one computes for a later one is kept in an array.
 */
final class DerivativesWriter {
  /** An element of the result and how it is computed; {@code guard} stands before its value. */
  record Assignment(String target, String guard, Node value) {}

  /** The array that holds what parts have in common. */
  static final String SHARED = "shared";

  private static final String PARAMETERS = "(int i, double t, double[] y, double[] f) {\n";
  private static final int MOST = 400; // operations in a method

  private final Graph graph;
  private final Leaves leaves;
  private final Map<Node, Integer> part = new HashMap<>();
  private final Map<Node, Integer> place = new HashMap<>(); // in the shared array

  DerivativesWriter(Graph graph, Leaves leaves) {
    this.graph = graph;
    this.leaves = leaves;
  }

  /** How many values parts have in common; 0 where there is one part. */
  int shared() {
    return place.size();
  }

  String write(List<Assignment> assignments) {
    var needed = needed(assignments);
    int operations = 0;
    for (Node node : needed) {
      part.put(node, operations / MOST);
      operations += node.isLeaf() ? 0 : 1;
    }
    int last = operations > MOST ? (operations - 1) / MOST : 0;
    if (last == 0) {
      part.clear();
    }
    for (Node user : needed) {
      for (Node node : user.arguments()) {
        if (partOf(node) < partOf(user)) {
          place.putIfAbsent(node, place.size());
        }
      }
    }
    var text = new StringBuilder();
    for (int k = 0; k <= last; k++) {
      text.append(last == 0 ? "\n  @Override\n  protected void derivatives" : "\n  private void derivatives_" + (k + 1)).append(PARAMETERS);
      write(k, needed, assignments, text);
      text.append("  }\n");
    }
    if (last > 0) {
      text.append("\n  @Override\n  protected void derivatives").append(PARAMETERS);
      for (int k = 0; k <= last; k++) {
        text.append("    derivatives_").append(k + 1).append("(i, t, y, f);\n");
      }
      text.append("  }\n");
    }
    return text.toString();
  }

  private int partOf(Node node) {
    return node.isLeaf() ? Integer.MAX_VALUE : part.getOrDefault(node, 0); // a leaf is read where it is needed
  }

  /** Operations in the order of their computation. */
  private static List<Node> needed(List<Assignment> assignments) {
    var found = new TreeMap<Integer, Node>();
    var open = new ArrayList<>(assignments.stream().map(Assignment::value).toList());
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (!node.isLeaf() && found.put(node.id(), node) == null) {
        open.addAll(node.arguments());
      }
    }
    return List.copyOf(found.values());
  }

  private void write(int k, List<Node> needed, List<Assignment> assignments, StringBuilder text) {
    var body =
        new ScalarWriter(graph, leaves, "    ") {
          @Override
          boolean isKept(Node node) {
            return !node.isLeaf() && partOf(node) < k;
          }

          @Override
          JavaExpression.Text kept(Node node) {
            return DerivativesWriter.this.kept(node);
          }
        };
    var own = assignments.stream().filter(a -> a.value().isLeaf() ? k == 0 : partOf(a.value()) == k).toList();
    var forLater = needed.stream().filter(n -> partOf(n) == k && place.containsKey(n)).toList();
    own.forEach(a -> body.count(a.value()));
    forLater.forEach(body::count);
    var writes = new StringBuilder();
    for (Assignment a : own) {
      writes.append("    ").append(a.target()).append(" = ").append(a.guard()).append(body.expression(a.value()).java()).append(";\n");
    }
    for (Node node : forLater) {
      String value = body.expression(node).java();
      boolean test = Objects.requireNonNull(node.op()).isTest();
      writes.append("    ").append(SHARED).append('[').append(place.get(node)).append("] = ").append(test ? "(" + value + ") ? 1 : 0" : value).append(";\n");
    }
    text.append(body.text()).append(writes);
  }

  private JavaExpression.Text kept(Node node) {
    String element = SHARED + "[" + Objects.requireNonNull(place.get(node)) + "]";
    boolean test = Objects.requireNonNull(node.op()).isTest();
    return test ? new JavaExpression.Text(element + " != 0", JavaExpression.EQUALITY) : JavaExpression.atom(element);
  }
}
