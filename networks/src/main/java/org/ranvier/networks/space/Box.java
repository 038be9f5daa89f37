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

  Box shifted(double dx, double dy, double dz) {
    return new Box(lowX + dx, highX + dx, lowY + dy, highY + dy, lowZ + dz, highZ + dz);
  }

  /** A box that holds this one however it is turned about the z axis. */
  Box turned() {
    double r = Math.hypot(Math.max(-lowX, highX), Math.max(-lowY, highY));
    return new Box(-r, r, -r, r, lowZ, highZ);
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
