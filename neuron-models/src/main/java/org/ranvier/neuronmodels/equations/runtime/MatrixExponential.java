package org.ranvier.neuronmodels.equations.runtime;

import java.util.Arrays;

/**
 * The exponential of a small square matrix, by scaling and squaring with the Padé approximant of degree 13 (Higham 2005,
 * doi:10.1137/04061101X).
 *
 * <p>It needs neither eigenvalues nor an inverse of the matrix, so singular and defective matrices and nearly equal eigenvalues are
 * no special cases. The matrix is balanced first (powers of two, exact), for its entries have different units.
 */
public final class MatrixExponential {
  private static final double[] B = {
    64764752532480000.0, 32382376266240000.0, 7771770303897600.0, 1187353796428800.0, 129060195264000.0, 10559470521600.0, 670442572800.0,
    33522128640.0, 1323241920.0, 40840800.0, 960960.0, 16380.0, 182.0, 1.0
  };
  private static final double THETA = 2.0; // below Higham's 5.37: half a digit more for one or two squarings

  private MatrixExponential() {}

  /** {@code e^a}; {@code a[row][column]} is not changed. */
  public static double[][] of(double[][] a) {
    int n = a.length;
    double[] scale = balance(a);
    double[][] m = new double[n][n];
    double norm = 0;
    for (int j = 0; j < n; j++) {
      double column = 0;
      for (int i = 0; i < n; i++) {
        m[i][j] = a[i][j] * scale[j] / scale[i];
        column += Math.abs(m[i][j]);
      }
      norm = Math.max(norm, column);
    }
    int squarings = norm > THETA ? Math.getExponent(norm / THETA) + 1 : 0;
    scaleBy(m, Math.scalb(1.0, -squarings));
    double[][] e = pade(m);
    for (int k = 0; k < squarings; k++) {
      e = times(e, e);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        e[i][j] = e[i][j] * scale[i] / scale[j];
      }
    }
    return e;
  }

  /** Powers of two that make rows and columns of {@code D^-1·a·D} alike in size. */
  private static double[] balance(double[][] a) {
    int n = a.length;
    double[] d = new double[n];
    Arrays.fill(d, 1);
    for (int sweep = 0; sweep < 8; sweep++) {
      for (int i = 0; i < n; i++) {
        double row = 0;
        double column = 0;
        for (int j = 0; j < n; j++) {
          if (j != i) {
            row += Math.abs(a[i][j]) * d[j] / d[i];
            column += Math.abs(a[j][i]) * d[i] / d[j];
          }
        }
        if (row > 0 && column > 0) {
          d[i] *= Math.scalb(1.0, (int) Math.rint((Math.getExponent(row) - Math.getExponent(column)) / 2.0));
        } else if (row > 0) {
          d[i] *= Math.scalb(1.0, Math.clamp(Math.getExponent(row), -40, 40));
        }
      }
    }
    return d;
  }

  private static double[][] pade(double[][] a) {
    int n = a.length;
    double[][] a2 = times(a, a);
    double[][] a4 = times(a2, a2);
    double[][] a6 = times(a2, a4);
    double[][] u = times(a6, combine(a2, a4, a6, 0, B[9], B[11], B[13]));
    double[][] v = times(a6, combine(a2, a4, a6, 0, B[8], B[10], B[12]));
    add(u, combine(a2, a4, a6, B[1], B[3], B[5], B[7]));
    add(v, combine(a2, a4, a6, B[0], B[2], B[4], B[6]));
    u = times(a, u);
    double[][] left = new double[n][n];
    double[][] right = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left[i][j] = v[i][j] - u[i][j];
        right[i][j] = v[i][j] + u[i][j];
      }
    }
    return solve(left, right);
  }

  private static double[][] combine(double[][] a2, double[][] a4, double[][] a6, double b0, double b2, double b4, double b6) {
    int n = a2.length;
    double[][] sum = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum[i][j] = b2 * a2[i][j] + b4 * a4[i][j] + b6 * a6[i][j];
      }
      sum[i][i] += b0;
    }
    return sum;
  }

  /** Solves {@code left·x = right} by elimination with partial pivoting; both are overwritten. */
  private static double[][] solve(double[][] left, double[][] right) {
    int n = left.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(left[i][k]) > Math.abs(left[pivot][k]) ? i : pivot;
      }
      swap(left, k, pivot);
      swap(right, k, pivot);
      for (int i = k + 1; i < n; i++) {
        double factor = left[i][k] / left[k][k];
        if (factor != 0) {
          for (int j = k; j < n; j++) {
            left[i][j] -= factor * left[k][j];
          }
          for (int j = 0; j < n; j++) {
            right[i][j] -= factor * right[k][j];
          }
        }
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = 0; j < n; j++) {
        double sum = right[k][j];
        for (int i = k + 1; i < n; i++) {
          sum -= left[k][i] * right[i][j];
        }
        right[k][j] = sum / left[k][k];
      }
    }
    return right;
  }

  private static void swap(double[][] rows, int a, int b) {
    double[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }

  private static void add(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        a[i][j] += b[i][j];
      }
    }
  }

  private static void scaleBy(double[][] a, double factor) {
    for (double[] row : a) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
    }
  }

  private static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double x = a[i][k];
        if (x != 0) {
          for (int j = 0; j < n; j++) {
            product[i][j] += x * b[k][j];
          }
        }
      }
    }
    return product;
  }
}
