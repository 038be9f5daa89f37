package org.ranvier.neuronmodels.cells;

import java.util.Arrays;
import org.ranvier.simulator.kernel.Fused;

/**
 * Few cells, or one: all values in one array, {@code [compartment][cell]}. The arithmetic is that of {@link RowSolver}, to the
 * last bit.
 */
final class FlatSolver implements TreeSolver {
  private final int cells;
  private final double[] d;
  private final double[] q;
  private final double[] v;
  private final double[] middle;
  private Cable cable;

  FlatSolver(Cable cable, int cells) {
    this.cable = cable;
    this.cells = cells;
    int n = cable.count() * cells;
    d = new double[n];
    q = new double[n];
    v = new double[n];
    middle = cable.extrapolates() ? new double[n] : v;
  }

  @Override
  public void setCable(Cable cable) {
    this.cable = cable;
  }

  @Override
  public void clear(int[] compartments) {
    for (int c : compartments) {
      Arrays.fill(d, c * cells, (c + 1) * cells, 0);
      Arrays.fill(q, c * cells, (c + 1) * cells, 0);
    }
  }

  @Override
  public void load(double[] g, double[] j, int at, int first, int count) {
    System.arraycopy(g, at, d, first * cells, count * cells);
    System.arraycopy(j, at, q, first * cells, count * cells);
  }

  @Override
  public void add(double[] g, double[] j, int at, int compartment, double scale) {
    int to = compartment * cells;
    for (int i = 0; i < cells; i++) {
      d[to + i] = Fused.fma(scale, g[at + i], d[to + i]);
    }
    addCurrent(j, at, compartment, scale);
  }

  @Override
  public void addCurrent(double[] j, int at, int compartment, double scale) {
    int to = compartment * cells;
    for (int i = 0; i < cells; i++) {
      q[to + i] = Fused.fma(scale, j[at + i], q[to + i]);
    }
  }

  @Override
  public void solve() {
    if (cells == 1) {
      solveOne(cable, d, q, v, middle);
    } else {
      solveSome(cable, d, q, v, middle, cells);
    }
    if (cable.extrapolates()) {
      for (int i = 0; i < v.length; i++) {
        v[i] = Fused.fma(2, middle[i], -v[i]);
      }
    }
  }

  /**
   * Where a compartment's parent is the one before it, what it adds there is handed on in registers: memory would take twice as
   * long.
   */
  private static void solveOne(Cable cable, double[] d, double[] q, double[] v, double[] to) {
    int[] parent = cable.parent();
    double[] diagonal = cable.diagonal();
    double[] capacity = cable.capacity();
    double[] fixed = cable.fixedCurrent();
    double[] up = cable.up();
    double[] down = cable.down();
    double[] coupling = cable.coupling();
    int n = parent.length;
    double conductance = d[n - 1];
    double current = q[n - 1];
    for (int c = n - 1; c > 0; c--) {
      double inverse = 1 / (conductance + diagonal[c]);
      double summand = (Fused.fma(capacity[c], v[c], current) + fixed[c]) * inverse;
      d[c] = up[c] * inverse;
      q[c] = summand;
      int p = parent[c];
      conductance = Fused.fma(-coupling[c], inverse, d[p]);
      current = Fused.fma(down[c], summand, q[p]);
      if (p != c - 1) {
        d[p] = conductance;
        q[p] = current;
        conductance = d[c - 1];
        current = q[c - 1];
      }
    }
    double above = (Fused.fma(capacity[0], v[0], current) + fixed[0]) * (1 / (conductance + diagonal[0]));
    to[0] = above;
    for (int c = 1; c < n; c++) {
      int p = parent[c];
      above = Fused.fma(d[c], p == c - 1 ? above : to[p], q[c]);
      to[c] = above;
    }
  }

  private static void solveSome(Cable cable, double[] d, double[] q, double[] v, double[] to, int cells) {
    int[] parent = cable.parent();
    double[] diagonal = cable.diagonal();
    double[] capacity = cable.capacity();
    double[] fixed = cable.fixedCurrent();
    double[] up = cable.up();
    double[] down = cable.down();
    double[] coupling = cable.coupling();
    int n = parent.length;
    for (int c = n - 1; c > 0; c--) {
      int at = c * cells;
      int shift = parent[c] * cells - at;
      for (int i = at; i < at + cells; i++) {
        double inverse = 1 / (d[i] + diagonal[c]);
        double summand = (Fused.fma(capacity[c], v[i], q[i]) + fixed[c]) * inverse;
        d[i] = up[c] * inverse;
        q[i] = summand;
        d[i + shift] = Fused.fma(-coupling[c], inverse, d[i + shift]);
        q[i + shift] = Fused.fma(down[c], summand, q[i + shift]);
      }
    }
    for (int i = 0; i < cells; i++) {
      to[i] = (Fused.fma(capacity[0], v[i], q[i]) + fixed[0]) * (1 / (d[i] + diagonal[0]));
    }
    for (int c = 1; c < n; c++) {
      int at = c * cells;
      int shift = parent[c] * cells - at;
      for (int i = at; i < at + cells; i++) {
        to[i] = Fused.fma(d[i], to[i + shift], q[i]);
      }
    }
  }

  @Override
  public void store(double[] to, int at, int first, int count) {
    System.arraycopy(v, first * cells, to, at, count * cells);
  }

  @Override
  public void begin(double[] from, int at, int first, int count) {
    System.arraycopy(from, at, v, first * cells, count * cells);
  }
}
