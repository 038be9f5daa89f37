package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.ranvier.neuronmodels.equations.runtime.MatrixExponential;

/**
 * The part of a model that is linear with coefficients that are constant in time and depends on nothing else:
 * {@code dx/dt = A·x + b + s·I}, with the external current {@code I} constant in a step.
 *
 * <p>Over a step of length {@code h} it goes to {@code P·x + c + g·I}, exactly. {@code P}, {@code c} and {@code g} stand side by side
 * in the exponential of the block matrix {@code [A b s; 0 0 0; 0 0 0]·h}, which needs no inverse of {@code A} (Van Loan 1978,
 * doi:10.1109/TAC.1978.1101743).
 *
 * @param matrix {@code A}, by row; its terms are made of parameters
 * @param constant {@code b}
 * @param current {@code s}
 */
public record LinearSystem(List<String> variables, List<List<Term>> matrix, List<Term> constant, List<Term> current) {

  /** Finds the largest such part. */
  static LinearSystem of(Map<String, Term> rates) {
    Set<String> linear = new LinkedHashSet<>(rates.keySet());
    while (true) {
      var out = new ArrayList<String>();
      for (String name : linear) {
        if (!isLinear(Objects.requireNonNull(rates.get(name)), linear)) {
          out.add(name);
        }
      }
      if (out.isEmpty()) {
        return build(List.copyOf(linear), rates);
      }
      linear.removeAll(out);
    }
  }

  private static boolean isVariable(Term.Leaf leaf) {
    return leaf.kind() == Term.Kind.STATE || leaf.kind() == Term.Kind.CURRENT;
  }

  private static boolean isLinear(Term rate, Set<String> linear) {
    var affine = Affine.of(rate, LinearSystem::isVariable);
    return affine.isPresent() && affine.get().constant().isFixed() && affine.get().coefficients().values().stream().allMatch(Term::isFixed)
        && affine.get().coefficients().keySet().stream().allMatch(l -> l.kind() == Term.Kind.CURRENT || linear.contains(l.name()));
  }

  private static LinearSystem build(List<String> variables, Map<String, Term> rates) {
    var matrix = new ArrayList<List<Term>>();
    var constant = new ArrayList<Term>();
    var current = new ArrayList<Term>();
    for (String name : variables) {
      Affine affine = Affine.of(Objects.requireNonNull(rates.get(name)), LinearSystem::isVariable).orElseThrow();
      matrix.add(variables.stream().map(v -> affine.coefficients().getOrDefault(Term.leaf(Term.Kind.STATE, v), Term.ZERO)).toList());
      constant.add(affine.constant());
      current.add(affine.coefficients().getOrDefault(Term.leaf(Term.Kind.CURRENT, "I_stim"), Term.ZERO));
    }
    return new LinearSystem(variables, matrix, constant, current);
  }

  public boolean isEmpty() {
    return variables.isEmpty();
  }

  /** Whether {@code column} (a variable; or the constant; or the current) can act on {@code row} within a step. */
  public boolean acts(int column, int row) {
    if (column < variables.size()) {
      return column == row || reaches(column, row, new LinkedHashSet<>());
    }
    List<Term> source = column == variables.size() ? constant : current;
    for (int k = 0; k < variables.size(); k++) {
      if (!source.get(k).isConst(0) && acts(k, row)) {
        return true;
      }
    }
    return false;
  }

  private boolean reaches(int from, int to, Set<Integer> seen) {
    for (int next = 0; next < variables.size(); next++) {
      if (!matrix.get(next).get(from).isConst(0) && next != from && seen.add(next) && (next == to || reaches(next, to, seen))) {
        return true;
      }
    }
    return false;
  }

  /** {@code [P c g]} for a step of {@code h} ms: row by variable; columns by variable, then constant, then current. */
  public double[][] propagator(ToDoubleFunction<Term> value, double h) {
    int n = variables.size();
    double[][] block = new double[n + 2][n + 2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        block[i][j] = value.applyAsDouble(matrix.get(i).get(j)) * h;
      }
      block[i][n] = value.applyAsDouble(constant.get(i)) * h;
      block[i][n + 1] = value.applyAsDouble(current.get(i)) * h;
    }
    return MatrixExponential.of(block);
  }
}
