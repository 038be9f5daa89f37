package org.ranvier.neuronmodels.morphology;

/** A point on the axis of a neurite and the radius there, in micrometres; between two points the radius is linear. */
public record PathPoint(double xUm, double yUm, double zUm, double radiusUm) {
  /** A radius below this, or above {@link #LARGEST_RADIUS_UM}, is a mistake: resistances and areas would leave the range of numbers. */
  public static final double SMALLEST_RADIUS_UM = 1e-6;

  public static final double LARGEST_RADIUS_UM = 1e6;

  /** A place farther than this from the origin along an axis is a mistake. */
  public static final double LARGEST_PLACE_UM = 1e9;

  /** Whether the radius is one that a part of a neuron can have. */
  public boolean hasPlausibleRadius() {
    return radiusUm >= SMALLEST_RADIUS_UM && radiusUm <= LARGEST_RADIUS_UM;
  }

  /** Whether the place is one that a part of a neuron can have. */
  public boolean hasPlausiblePlace() {
    return Math.abs(xUm) <= LARGEST_PLACE_UM && Math.abs(yUm) <= LARGEST_PLACE_UM && Math.abs(zUm) <= LARGEST_PLACE_UM;
  }

  /** The same place with another radius. */
  public PathPoint withRadius(double otherUm) {
    return new PathPoint(xUm, yUm, zUm, otherUm);
  }

  double distanceTo(PathPoint other) {
    return Math.hypot(Math.hypot(other.xUm - xUm, other.yUm - yUm), other.zUm - zUm);
  }
}
