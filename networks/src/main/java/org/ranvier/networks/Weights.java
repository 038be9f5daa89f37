package org.ranvier.networks;

/**
 * A value of all synapses of a plastic projection at one time, sorted by source and delay; parallel arrays.
 *
 * @param sources indices in the source population
 * @param targets indices in the target population
 * @param delaysMs delays from soma to soma
 * @param values weights in the unit of the receptor, or another variable of the rule
 */
public record Weights(int[] sources, int[] targets, double[] delaysMs, double[] values) {
  public int size() {
    return values.length;
  }

  /** The mean of all values; NaN where there are none. */
  public double mean() {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  /** The sum of the values of each target. */
  public double[] sumByTarget(int targetCount) {
    double[] sums = new double[targetCount];
    for (int k = 0; k < values.length; k++) {
      sums[targets[k]] += values[k];
    }
    return sums;
  }
}
