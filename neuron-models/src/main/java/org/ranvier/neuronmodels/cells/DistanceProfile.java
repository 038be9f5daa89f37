package org.ranvier.neuronmodels.cells;

/**
 * A value that depends on the distance along the tree from the cell's origin, in the unit of the parameter that it is given to.
 */
@FunctionalInterface
public interface DistanceProfile {
  /** The value at a distance in um. */
  double at(double distanceUm);

  /** The same everywhere. */
  static DistanceProfile constant(double value) {
    return new Constant(value);
  }

  /** {@code atOrigin + slopePerUm·distance}, but not below 0. */
  static DistanceProfile linear(double atOrigin, double slopePerUm) {
    return new Linear(atOrigin, slopePerUm);
  }

  /** {@code offset + factor·e^(distance/lengthUm)}. */
  static DistanceProfile exponential(double offset, double factor, double lengthUm) {
    return new Exponential(offset, factor, lengthUm);
  }

  /** See {@link #constant}. */
  record Constant(double value) implements DistanceProfile {
    @Override
    public double at(double distanceUm) {
      return value;
    }
  }

  /** See {@link #linear}. */
  record Linear(double atOrigin, double slopePerUm) implements DistanceProfile {
    @Override
    public double at(double distanceUm) {
      return Math.max(0, atOrigin + slopePerUm * distanceUm);
    }
  }

  /** See {@link #exponential}. */
  record Exponential(double offset, double factor, double lengthUm) implements DistanceProfile {
    @Override
    public double at(double distanceUm) {
      return offset + factor * Math.exp(distanceUm / lengthUm);
    }
  }
}
