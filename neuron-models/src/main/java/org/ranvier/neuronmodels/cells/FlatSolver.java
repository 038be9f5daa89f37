package org.ranvier.neuronmodels.cells;

import java.util.Arrays;

/** Few cells, or one: all values in one array, {@code [compartment][cell]}. The arithmetic is that of {@link RowSolver}, to the last bit. */
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
  public void clear() {
    Arrays.fill(d, 0);
    Arrays.fill(q, 0);
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
      d[to + i] = Math.fma(scale, g[at + i], d[to + i]);
    }
    addCurrent(j, at, compartment, scale);
  }

  @Override
  public void addCurrent(double[] j, int at, int compartment, double scale) {
    int to = compartment * cells;
    for (int i = 0; i < cells; i++) {
      q[to + i] = Math.fma(scale, j[at + i], q[to + i]);
    }
  }

  @Override
  public void solve() {
    if (cells == 1) {
      solveOne(cable.parent(), d, q, v, middle, cable.diagonal(), cable.capacity(), cable.fixedCurrent(), cable.up(), cable.down());
    } else {
      solveSome(cable.parent(), d, q, v, middle, cells, cable.diagonal(), cable.capacity(), cable.fixedCurrent(), cable.up(), cable.down());
    }
    if (cable.extrapolates()) {
      for (int i = 0; i < v.length; i++) {
        v[i] = Math.fma(2, middle[i], -v[i]);
      }
    }
  }

  private static void solveOne(
      int[] parent, double[] d, double[] q, double[] v, double[] to, double[] diagonal, double[] capacity, double[] fixed, double[] up,
      double[] down) {
    int n = parent.length;
    for (int c = n - 1; c > 0; c--) {
      double inverse = 1 / (d[c] + diagonal[c]);
      double factor = up[c] * inverse;
      double summand = (Math.fma(capacity[c], v[c], q[c]) + fixed[c]) * inverse;
      d[c] = factor;
      q[c] = summand;
      int p = parent[c];
      d[p] = Math.fma(-down[c], factor, d[p]);
      q[p] = Math.fma(down[c], summand, q[p]);
    }
    to[0] = (Math.fma(capacity[0], v[0], q[0]) + fixed[0]) * (1 / (d[0] + diagonal[0]));
    for (int c = 1; c < n; c++) {
      to[c] = Math.fma(d[c], to[parent[c]], q[c]);
    }
  }

  private static void solveSome(
      int[] parent, double[] d, double[] q, double[] v, double[] to, int cells, double[] diagonal, double[] capacity, double[] fixed,
      double[] up, double[] down) {
    int n = parent.length;
    for (int c = n - 1; c > 0; c--) {
      int at = c * cells;
      int shift = parent[c] * cells - at;
      for (int i = at; i < at + cells; i++) {
        double inverse = 1 / (d[i] + diagonal[c]);
        double factor = up[c] * inverse;
        double summand = (Math.fma(capacity[c], v[i], q[i]) + fixed[c]) * inverse;
        d[i] = factor;
        q[i] = summand;
        d[i + shift] = Math.fma(-down[c], factor, d[i + shift]);
        q[i + shift] = Math.fma(down[c], summand, q[i + shift]);
      }
    }
    for (int i = 0; i < cells; i++) {
      to[i] = (Math.fma(capacity[0], v[i], q[i]) + fixed[0]) * (1 / (d[i] + diagonal[0]));
    }
    for (int c = 1; c < n; c++) {
      int at = c * cells;
      int shift = parent[c] * cells - at;
      for (int i = at; i < at + cells; i++) {
        to[i] = Math.fma(d[i], to[i + shift], q[i]);
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
