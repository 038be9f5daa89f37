package org.ranvier.neuronmodels.morphology;

/** A point on the axis of a neurite and the radius there, in micrometres; between two points the radius is linear. */
public record PathPoint(double xUm, double yUm, double zUm, double radiusUm) {
  /** The same place with another radius. */
  public PathPoint withRadius(double otherUm) {
    return new PathPoint(xUm, yUm, zUm, otherUm);
  }

  double distanceTo(PathPoint other) {
    return Math.hypot(Math.hypot(other.xUm - xUm, other.yUm - yUm), other.zUm - zUm);
  }
}
