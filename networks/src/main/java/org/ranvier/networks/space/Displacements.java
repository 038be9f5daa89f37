package org.ranvier.networks.space;

/**
 * A batch of displacements from source neurons to target neurons, as parallel arrays filled from index 0, in µm: {@code x}, {@code
 * y} and {@code z} are the target's coordinates less the source's, by the shorter way along periodic axes, and 0 along axes that
 * the space does not have. {@code distance} is their Euclidean norm.
 */
public final class Displacements {
  public static final int CAPACITY = 1024;

  public final double[] x;
  public final double[] y;
  public final double[] z;
  public final double[] distance;

  /** Source of each, as an index in its population. */
  public final int[] source;

  public int size;

  /**
   * What rounding can have changed of a displacement at most, in µm, and much more: lengths that differ by less are taken as equal where
   * one of them is a border.
   */
  public double toleranceUm;

  public Displacements() {
    this(CAPACITY);
  }

  public Displacements(int capacity) {
    x = new double[capacity];
    y = new double[capacity];
    z = new double[capacity];
    distance = new double[capacity];
    source = new int[capacity];
  }

  /** Keeps the displacement {@code from} at the place {@code to}. */
  public void move(int from, int to) {
    x[to] = x[from];
    y[to] = y[from];
    z[to] = z[from];
    distance[to] = distance[from];
    source[to] = source[from];
  }

  /** Computes the distances {@code from … to - 1}. */
  void measure(int from, int to) {
    for (int k = from; k < to; k++) {
      distance[k] = Math.sqrt(x[k] * x[k] + y[k] * y[k] + z[k] * z[k]);
    }
  }

  /** How many steps a µm has, a power of ten, each no less than the tolerance; for {@link #rounded}. */
  double decimalSteps() {
    double steps = 1;
    while (steps * 10 * toleranceUm <= 1 && steps < 1e22) {
      steps *= 10;
    }
    return steps;
  }

  /** The nearest double of a short decimal number: without what rounding has changed of a length, and never -0. */
  static double rounded(double um, double steps) {
    return Math.rint(um * steps) / steps + 0.0;
  }

  /** The same, turned by the angle of this cosine and sine about the z axis. */
  Displacements turned(double cos, double sin) {
    var turned = new Displacements(size);
    turned.size = size;
    turned.toleranceUm = toleranceUm;
    for (int k = 0; k < size; k++) {
      turned.x[k] = cos * x[k] + sin * y[k];
      turned.y[k] = cos * y[k] - sin * x[k];
    }
    System.arraycopy(z, 0, turned.z, 0, size);
    System.arraycopy(distance, 0, turned.distance, 0, size);
    return turned;
  }

  /** The same, seen from a point that lies this far from the source. */
  Displacements seenFrom(double dx, double dy, double dz) {
    var seen = new Displacements(size);
    seen.size = size;
    seen.toleranceUm = toleranceUm;
    for (int k = 0; k < size; k++) {
      seen.x[k] = x[k] - dx;
      seen.y[k] = y[k] - dy;
      seen.z[k] = z[k] - dz;
    }
    seen.measure(0, size);
    return seen;
  }
}
