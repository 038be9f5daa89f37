package org.ranvier.neuronmodels.equations.codegen;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;

/**
 * A computation in the graph of a step; equal computations are one node.
 *
 * @param id in order of computation
 * @param op the operation; null at a leaf
 * @param leaf a number or a leaf of terms; null at an operation
 * @param level number of vector functions on the longest path to it: nodes of one level can be computed in one loop
 */
record Node(int id, @Nullable Op op, @Nullable Term leaf, List<Node> arguments, int level) {
  boolean isVectorCall() {
    return op == Op.EXP || op == Op.EXPREL;
  }

  boolean isLeaf() {
    return op == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }
}
