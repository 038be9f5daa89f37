package org.ranvier.neuronmodels.cells;

import java.util.Arrays;
import org.ranvier.simulator.kernel.Fused;

/**
 * Many cells: a row of the cells' values for each compartment, in an array of its own. The loops over cells vectorise, for all
 * arrays
 * in them have the same index.
 */
final class RowSolver implements TreeSolver {
  /** With fewer cells the vectorised loops are not quicker. */
  static final int FEWEST = 48;

  private final int cells;
  private final double[][] d; // conductances, then factors of the parent's potential
  private final double[][] q; // currents, then summands
  private final double[][] v;
  private final double[][] middle; // of the step, with Crank–Nicolson
  private Cable cable;

  RowSolver(Cable cable, int cells) {
    this.cable = cable;
    this.cells = cells;
    d = new double[cable.count()][cells];
    q = new double[cable.count()][cells];
    v = new double[cable.count()][cells];
    middle = cable.extrapolates() ? new double[cable.count()][cells] : v;
  }

  @Override
  public void setCable(Cable cable) {
    this.cable = cable;
  }

  @Override
  public void clear(int[] compartments) {
    for (int c : compartments) {
      Arrays.fill(d[c], 0);
      Arrays.fill(q[c], 0);
    }
  }

  @Override
  public void load(double[] g, double[] j, int at, int first, int count) {
    for (int c = 0; c < count; c++) {
      System.arraycopy(g, at + c * cells, d[first + c], 0, cells);
      System.arraycopy(j, at + c * cells, q[first + c], 0, cells);
    }
  }

  @Override
  public void add(double[] g, double[] j, int at, int compartment, double scale) {
    double[] to = d[compartment];
    for (int i = 0; i < cells; i++) {
      to[i] = Fused.fma(scale, g[at + i], to[i]);
    }
    addCurrent(j, at, compartment, scale);
  }

  @Override
  public void addCurrent(double[] j, int at, int compartment, double scale) {
    double[] to = q[compartment];
    for (int i = 0; i < cells; i++) {
      to[i] = Fused.fma(scale, j[at + i], to[i]);
    }
  }

  @Override
  public void solve() {
    int[] parent = cable.parent();
    for (int c = parent.length - 1; c > 0; c--) {
      int p = parent[c];
      eliminate(cable, c, d[c], q[c], v[c], d[p], q[p], cells);
    }
    root(d[0], q[0], v[0], middle[0], cells, cable.diagonal()[0], cable.capacity()[0], cable.fixedCurrent()[0]);
    for (int c = 1; c < parent.length; c++) {
      substitute(d[c], q[c], middle[c], middle[parent[c]], cells);
    }
    if (cable.extrapolates()) {
      for (int c = 0; c < parent.length; c++) {
        extrapolate(v[c], middle[c], cells);
      }
    }
  }

  private static void eliminate(Cable cable, int c, double[] d, double[] q, double[] v, double[] dp, double[] qp, int cells) {
    double diagonal = cable.diagonal()[c];
    double capacity = cable.capacity()[c];
    double fixed = cable.fixedCurrent()[c];
    double up = cable.up()[c];
    double down = cable.down()[c];
    double coupling = cable.coupling()[c];
    for (int i = 0; i < cells; i++) {
      double inverse = 1 / (d[i] + diagonal);
      double factor = up * inverse;
      double summand = (Fused.fma(capacity, v[i], q[i]) + fixed) * inverse;
      d[i] = factor;
      q[i] = summand;
      dp[i] = Fused.fma(-coupling, inverse, dp[i]);
      qp[i] = Fused.fma(down, summand, qp[i]);
    }
  }

  private static void root(double[] d, double[] q, double[] v, double[] to, int cells, double diagonal, double capacity,
      double fixed) {
    for (int i = 0; i < cells; i++) {
      to[i] = (Fused.fma(capacity, v[i], q[i]) + fixed) * (1 / (d[i] + diagonal));
    }
  }

  private static void substitute(double[] factor, double[] summand, double[] v, double[] parent, int cells) {
    for (int i = 0; i < cells; i++) {
      v[i] = Fused.fma(factor[i], parent[i], summand[i]);
    }
  }

  private static void extrapolate(double[] v, double[] middle, int cells) {
    for (int i = 0; i < cells; i++) {
      v[i] = Fused.fma(2, middle[i], -v[i]);
    }
  }

  @Override
  public void store(double[] to, int at, int first, int count) {
    for (int c = 0; c < count; c++) {
      System.arraycopy(v[first + c], 0, to, at + c * cells, cells);
    }
  }

  @Override
  public void begin(double[] from, int at, int first, int count) {
    for (int c = 0; c < count; c++) {
      System.arraycopy(from, at + c * cells, v[first + c], 0, cells);
    }
  }
}
