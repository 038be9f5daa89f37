package org.ranvier.networks.recordings;

import java.util.List;
import org.ranvier.simulator.RanvierException;

/**
 * What was recorded at spikes: of neurons at their own ones, of synapses as spikes of their sources arrive; in the order of the spikes.
 *
 * @param kind what has been sampled
 * @param owner name of the population or projection
 * @param variables their names; of synapses first what was delivered and the weight
 * @param units of the variables
 * @param first for each event the neuron, or the source
 * @param second for each event the target; of neurons empty
 * @param timesMs for each event the time of the spike
 * @param values {@code [event][variable]}
 */
public record AtSpikes(
    Series.Kind kind, String owner, List<String> variables, List<String> units, int[] first, int[] second, double[] timesMs, double[][] values) {
  public AtSpikes {
    variables = List.copyOf(variables);
    units = List.copyOf(units);
  }

  /** The group in the file. */
  public String path() {
    return (kind == Series.Kind.SYNAPSES ? "weights/" : "") + owner.replace('/', '|') + "/at spikes";
  }

  /** A variable, a value for each event. */
  public double[] column(String variable) {
    int c = variables.indexOf(variable);
    if (c < 0) {
      throw new RanvierException("'" + variable + "' of '" + owner + "' was not recorded at spikes; there are " + variables);
    }
    return column(c);
  }

  double[] column(int c) {
    double[] column = new double[timesMs.length];
    for (int k = 0; k < column.length; k++) {
      column[k] = values[k][c];
    }
    return column;
  }
}
