package org.ranvier.networks.spectra;

/**
 * Single eigenvalues and eigenvectors of a large symmetric tridiagonal matrix, in time and memory proportional to its size;
 * Commons Math computes all of them, in time proportional to the cube.
 *
 * <p>Source: Golub & Van Loan 2013, Matrix Computations, sections 8.4 (bisection with Sturm sequences) and 8.2.2 (inverse
 * iteration).
 */
final class Tridiagonal {
  private Tridiagonal() {}

  /** The {@code k}-th greatest eigenvalue, counted from 0. */
  static double eigenvalue(double[] diagonal, double[] beside, int k) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < diagonal.length; i++) { // Gershgorin's circles
      double radius = (i > 0 ? beside[i - 1] : 0) + (i < beside.length ? beside[i] : 0);
      low = Math.min(low, diagonal[i] - radius);
      high = Math.max(high, diagonal[i] + radius);
    }
    while (true) {
      double middle = low + (high - low) / 2;
      if (!(middle > low && middle < high)) {
        return middle;
      }
      if (above(diagonal, beside, middle) > k) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  /** How many eigenvalues lie above {@code x}: the positive pivots of the matrix less {@code x}. */
  private static int above(double[] diagonal, double[] beside, double x) {
    int count = 0;
    double pivot = 1;
    for (int i = 0; i < diagonal.length; i++) {
      double b = i > 0 ? beside[i - 1] : 0;
      pivot = diagonal[i] - x - b * b / pivot;
      if (pivot == 0) {
        pivot = -Math.ulp(Math.abs(x) + Double.MIN_NORMAL);
      }
      if (pivot > 0) {
        count++;
      }
    }
    return count;
  }

  /** The eigenvector of length 1 that belongs to an eigenvalue. */
  static double[] eigenvector(double[] diagonal, double[] beside, double eigenvalue, int iterations) {
    int n = diagonal.length;
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = 1 + Math.sin(1.7 * i) + i / (double) n; // neither even nor odd, and of all frequencies
    }
    double tiny = Math.ulp(Math.max(Math.abs(diagonal[0]), Math.max(Math.abs(eigenvalue), beside[n / 2])));
    for (int k = 0; k < iterations; k++) {
      solve(diagonal, beside, eigenvalue, tiny, v);
      double greatest = 0;
      for (double x : v) {
        greatest = Math.max(greatest, Math.abs(x));
      }
      double sum = 0;
      for (int i = 0; i < n; i++) {
        v[i] /= greatest; // before the squares, which would overflow
        sum += v[i] * v[i];
      }
      double length = Math.sqrt(sum);
      for (int i = 0; i < n; i++) {
        v[i] /= length;
      }
    }
    return v;
  }

  /** Solves {@code (A - x)·y = v} by elimination with exchange of rows; {@code y} replaces {@code v}. */
  private static void solve(double[] diagonal, double[] beside, double x, double tiny, double[] v) {
    int n = diagonal.length;
    double[] first = new double[n]; // the rows of the upper triangle: three numbers each
    double[] second = new double[n];
    double[] third = new double[n];
    double a = diagonal[0] - x;
    double b = beside[0];
    for (int i = 0; i < n - 1; i++) {
      double below = beside[i];
      double next = diagonal[i + 1] - x;
      double beyond = i + 1 < n - 1 ? beside[i + 1] : 0;
      if (Math.abs(a) >= Math.abs(below)) {
        first[i] = a == 0 ? tiny : a;
        second[i] = b;
        double factor = below / first[i];
        v[i + 1] -= factor * v[i];
        a = next - factor * b;
        b = beyond;
      } else {
        first[i] = below;
        second[i] = next;
        third[i] = beyond;
        double factor = a / below;
        double kept = v[i];
        v[i] = v[i + 1];
        v[i + 1] = kept - factor * v[i];
        a = b - factor * next;
        b = -factor * beyond;
      }
    }
    first[n - 1] = Math.abs(a) < tiny ? tiny : a;
    for (int i = n - 1; i >= 0; i--) {
      double sum = v[i];
      if (i + 1 < n) {
        sum -= second[i] * v[i + 1];
      }
      if (i + 2 < n) {
        sum -= third[i] * v[i + 2];
      }
      v[i] = sum / first[i];
    }
  }
}
