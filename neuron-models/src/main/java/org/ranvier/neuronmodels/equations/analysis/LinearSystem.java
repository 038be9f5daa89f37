package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    Map<String, Affine> affine = new LinkedHashMap<>(); // of those that are linear with fixed coefficients, in whichever variables
    rates.forEach((name, rate) -> Affine.of(rate, LinearSystem::isVariable).filter(LinearSystem::isFixed).ifPresent(a -> affine.put(name, a)));
    while (affine.values().removeIf(a -> !a.coefficients().keySet().stream().allMatch(l -> l.kind() == Term.Kind.CURRENT || affine.containsKey(l.name())))) {
      // Those that depend on others which are none are none either.
    }
    return build(List.copyOf(affine.keySet()), affine);
  }

  private static boolean isVariable(Term.Leaf leaf) {
    return leaf.kind() == Term.Kind.STATE || leaf.kind() == Term.Kind.CURRENT;
  }

  private static boolean isFixed(Affine affine) {
    return affine.constant().isFixed() && affine.coefficients().values().stream().allMatch(Term::isFixed);
  }

  private static LinearSystem build(List<String> variables, Map<String, Affine> rates) {
    var matrix = new ArrayList<List<Term>>();
    var constant = new ArrayList<Term>();
    var current = new ArrayList<Term>();
    for (String name : variables) {
      Affine affine = Objects.requireNonNull(rates.get(name));
      matrix.add(variables.stream().map(v -> affine.coefficients().getOrDefault(Term.leaf(Term.Kind.STATE, v), Term.ZERO)).toList());
      constant.add(affine.constant());
      current.add(affine.coefficients().getOrDefault(Term.leaf(Term.Kind.CURRENT, "I_stim"), Term.ZERO));
    }
    return new LinearSystem(variables, matrix, constant, current);
  }

  public boolean isEmpty() {
    return variables.isEmpty();
  }

  /**
   * By column (a variable; then the constant; then the current) and row, whether the one can act on the other within a step.
   */
  public boolean[][] actions() {
    int n = variables.size();
    boolean[][] acts = new boolean[n + 2][n];
    for (int from = 0; from < n; from++) {
      var open = new ArrayDeque<>(List.of(from));
      acts[from][from] = true;
      while (!open.isEmpty()) {
        int via = open.pop();
        for (int next = 0; next < n; next++) {
          if (!acts[from][next] && !matrix.get(next).get(via).isConst(0)) {
            acts[from][next] = true;
            open.push(next);
          }
        }
      }
    }
    for (int column = n; column < n + 2; column++) {
      List<Term> source = column == n ? constant : current;
      for (int k = 0; k < n; k++) {
        for (int row = 0; row < n && !source.get(k).isConst(0); row++) {
          acts[column][row] |= acts[k][row];
        }
      }
    }
    return acts;
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
