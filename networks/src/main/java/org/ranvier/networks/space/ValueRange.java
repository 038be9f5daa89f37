package org.ranvier.networks.space;

/** An interval that holds all values of a function; its ends need not be reached. */
public record ValueRange(double low, double high) {
  public static final ValueRange ANY = new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public ValueRange {
    low = Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
    high = Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
  }

  ValueRange plus(ValueRange b) {
    return new ValueRange(low + b.low, high + b.high);
  }

  ValueRange times(ValueRange b) {
    double[] ends = {product(low, b.low), product(low, b.high), product(high, b.low), product(high, b.high)};
    return new ValueRange(
        Math.min(Math.min(ends[0], ends[1]), Math.min(ends[2], ends[3])),
        Math.max(Math.max(ends[0], ends[1]), Math.max(ends[2], ends[3])));
  }

  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  ValueRange clip(double from, double to) {
    return new ValueRange(Math.clamp(low, from, to), Math.clamp(high, from, to));
  }

  ValueRange with(double value) {
    return new ValueRange(Math.min(low, value), Math.max(high, value));
  }
}
