package org.ranvier.neuronmodels.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

class TreeSolverProperty {
  @Property(tries = 60)
  void eliminationOnATreeSolvesTheLinearSystem(@ForAll @IntRange(min = 1, max = 40) int compartments, @ForAll boolean half,
      @ForAll long seed) {
    var random = new Random(seed);
    Cable cable = cable(compartments, half, random);
    double[] g = random.doubles(compartments, 0, 5).toArray();
    double[] j = random.doubles(compartments, -300, 300).toArray();
    double[] v = random.doubles(compartments, -90, 40).toArray();
    var solver = new FlatSolver(cable, 1);
    solver.load(g, j, 0, 0, compartments);
    solver.begin(v, 0, 0, compartments);
    solver.solve();
    double[] found = new double[compartments];
    solver.store(found, 0, 0, compartments);
    double[] expected = dense(cable, g, j, v);
    for (int c = 0; c < compartments; c++) {
      assertEquals(expected[c], found[c], 1e-9);
    }
  }

  @Property(tries = 30)
  void manyCellsTogetherGiveWhatEachGivesAlone(
      @ForAll @IntRange(min = 1, max = 25) int compartments, @ForAll @IntRange(min = 1, max = 80) int cells, @ForAll boolean half,
          @ForAll long seed) {
    var random = new Random(seed);
    Cable cable = cable(compartments, half, random);
    int n = compartments * cells;
    double[] g = random.doubles(n, 0, 5).toArray();
    double[] j = random.doubles(n, -300, 300).toArray();
    double[] v = random.doubles(n, -90, 40).toArray();
    double[] alone = new double[n];
    for (int i = 0; i < cells; i++) {
      double[] one = solve(new FlatSolver(cable, 1), column(g, i, cells), column(j, i, cells), column(v, i, cells), compartments);
      for (int c = 0; c < compartments; c++) {
        alone[c * cells + i] = one[c];
      }
    }
    assertArrayEquals(alone, solve(new FlatSolver(cable, cells), g, j, v, compartments));
    assertArrayEquals(alone, solve(new RowSolver(cable, cells), g, j, v, compartments));
  }

  private static double[] column(double[] values, int cell, int cells) {
    double[] column = new double[values.length / cells];
    for (int c = 0; c < column.length; c++) {
      column[c] = values[c * cells + cell];
    }
    return column;
  }

  private static double[] solve(TreeSolver solver, double[] g, double[] j, double[] v, int compartments) {
    solver.load(g, j, 0, 0, compartments);
    solver.begin(v, 0, 0, compartments);
    solver.solve();
    double[] found = new double[v.length];
    solver.store(found, 0, 0, compartments);
    return found;
  }

  private static Cable cable(int n, boolean half, Random random) {
    int[] parent = new int[n];
    double[][] values = new double[6][n];
    for (int c = 0; c < n; c++) {
      parent[c] = c == 0 ? -1 : random.nextInt(3) > 0 ? c - 1 : random.nextInt(c);
      values[0][c] = random.nextInt(8) == 0 ? 0 : random.nextDouble(1, 80); // capacity; a joint has none
      values[2][c] = random.nextDouble(-20, 20);
      values[1][c] += values[0][c] + random.nextDouble(0.01, 1);
      if (c > 0) {
        values[3][c] = random.nextDouble(0.1, 500);
        values[4][c] = random.nextDouble(0.1, 500);
        values[1][c] += values[3][c];
        values[1][parent[c]] += values[4][c];
        values[5][c] = values[3][c] * values[4][c];
      }
    }
    return new Cable(parent, values[0], values[1], values[2], values[3], values[4], values[5], new double[n], half);
  }

  private static double[] dense(Cable cable, double[] g, double[] j, double[] v) {
    int n = cable.count();
    double[][] a = new double[n][n];
    double[] b = new double[n];
    for (int c = 0; c < n; c++) {
      a[c][c] = cable.diagonal()[c] + g[c];
      b[c] = cable.capacity()[c] * v[c] + j[c] + cable.fixedCurrent()[c];
      if (c > 0) {
        a[c][cable.parent()[c]] = -cable.up()[c];
        a[cable.parent()[c]][c] = -cable.down()[c];
      }
    }
    double[] x = new LUDecomposition(new Array2DRowRealMatrix(a)).getSolver().solve(new ArrayRealVector(b)).toArray();
    for (int c = 0; c < n && cable.extrapolates(); c++) {
      x[c] = 2 * x[c] - v[c];
    }
    return x;
  }
}
