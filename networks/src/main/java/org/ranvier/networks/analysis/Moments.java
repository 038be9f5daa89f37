package org.ranvier.networks.analysis;

/**
 * The distribution of a quantity over neurons, by its first two moments.
 *
 * @param mean arithmetic mean; NaN where no neuron has a value
 * @param sd sample standard deviation (divisor {@code count - 1}); NaN below two neurons
 * @param count number of neurons that have a value
 */
public record Moments(double mean, double sd, int count) {
  /** The spread of the first {@code count} values. */
  static Moments of(double[] values, int count) {
    if (count == 0) {
      return new Moments(Double.NaN, Double.NaN, 0);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return new Moments(mean, count > 1 ? Math.sqrt(squares / (count - 1)) : Double.NaN, count);
  }
}
