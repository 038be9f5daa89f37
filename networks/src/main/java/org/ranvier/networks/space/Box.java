package org.ranvier.networks.space;

/** Displacements between two ends along x, y and z, in µm; the ends may be infinite. */
public record Box(double lowX, double highX, double lowY, double highY, double lowZ, double highZ) {
  /** All displacements. */
  public static final Box EVERYWHERE = around(Double.POSITIVE_INFINITY);

  /** No component is larger than {@code um}. */
  public static Box around(double um) {
    return new Box(-um, um, -um, um, -um, um);
  }

  public double low(int axis) {
    return axis == 0 ? lowX : axis == 1 ? lowY : lowZ;
  }

  public double high(int axis) {
    return axis == 0 ? highX : axis == 1 ? highY : highZ;
  }

  public Box and(Box b) {
    return new Box(
        Math.max(lowX, b.lowX), Math.min(highX, b.highX), Math.max(lowY, b.lowY), Math.min(highY, b.highY), Math.max(lowZ, b.lowZ),
        Math.min(highZ, b.highZ));
  }

  /** Moves all ends outwards. */
  Box widened(double um) {
    return new Box(lowX - um, highX + um, lowY - um, highY + um, lowZ - um, highZ + um);
  }

  Box shifted(double dx, double dy, double dz) {
    return new Box(lowX + dx, highX + dx, lowY + dy, highY + dy, lowZ + dz, highZ + dz);
  }

  /** A box that holds this one turned by the angle of this cosine and sine about the z axis. */
  Box turned(double cos, double sin) {
    if (!Double.isFinite(lowX + highX + lowY + highY)) {
      double far = Double.POSITIVE_INFINITY;
      return new Box(-far, far, -far, far, lowZ, highZ);
    }
    double[] x = {lowX * cos, highX * cos, -lowY * sin, -highY * sin};
    double[] y = {lowX * sin, highX * sin, lowY * cos, highY * cos};
    return new Box(
        Math.min(x[0], x[1]) + Math.min(x[2], x[3]), Math.max(x[0], x[1]) + Math.max(x[2], x[3]),
        Math.min(y[0], y[1]) + Math.min(y[2], y[3]), Math.max(y[0], y[1]) + Math.max(y[2], y[3]), lowZ, highZ);
  }

  /** No displacement inside is longer, among those that differ from 0 along the first axes only. */
  public double radiusUm(int dimensions) {
    double sum = 0;
    for (int a = 0; a < dimensions; a++) {
      double most = Math.max(Math.abs(low(a)), Math.abs(high(a)));
      sum += most * most;
    }
    return Math.sqrt(sum) * (1 + 1e-12);
  }
}
