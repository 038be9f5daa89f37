package org.ranvier.simulator.recording;

/**
 * A state variable of chosen neurons, sampled at an interval.
 *
 * @param population name of the population
 * @param variable name of the variable
 * @param unit its unit
 * @param neurons indices of the neurons in the population
 * @param timesMs time of each sample: the value is that after the step that ends there
 * @param values {@code [neuron][sample]}
 */
public record StateTrace(
    String population, String variable, String unit, int[] neurons, double[] timesMs, double[][] values) {

  /** The sum over the neurons of each sample, in their order: of parts in a field potential, the potential. */
  public double[] sum() {
    double[] sum = new double[timesMs.length];
    for (double[] of : values) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += of[k];
      }
    }
    return sum;
  }
}
