package org.ranvier.networks.space;

/** An interval that holds all values of a function; its ends need not be reached. */
public record Bounds(double low, double high) {
  public static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Bounds {
    low = Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
    high = Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
  }

  Bounds plus(Bounds b) {
    return new Bounds(low + b.low, high + b.high);
  }

  Bounds times(Bounds b) {
    double[] ends = {product(low, b.low), product(low, b.high), product(high, b.low), product(high, b.high)};
    return new Bounds(
        Math.min(Math.min(ends[0], ends[1]), Math.min(ends[2], ends[3])),
        Math.max(Math.max(ends[0], ends[1]), Math.max(ends[2], ends[3])));
  }

  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  Bounds clip(double from, double to) {
    return new Bounds(Math.clamp(low, from, to), Math.clamp(high, from, to));
  }

  Bounds with(double value) {
    return new Bounds(Math.min(low, value), Math.max(high, value));
  }
}
