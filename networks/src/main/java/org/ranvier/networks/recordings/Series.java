package org.ranvier.networks.recordings;

/**
 * A recorded variable over time.
 *
 * @param kind what its columns are
 * @param owner name of the population, modulator, readout or projection
 * @param variable its name
 * @param unit its unit
 * @param first neurons or places; of synapses the sources
 * @param second of synapses the targets, otherwise empty
 * @param timesMs time of each sample
 * @param values {@code [sample][column]}
 */
public record Series(Kind kind, String owner, String variable, String unit, int[] first, int[] second, double[] timesMs, double[][] values) {
  /** What the columns of a series are. */
  public enum Kind {
    /** Neurons of a population, places of a modulator, outputs of a readout. */
    NEURONS,
    /** Synapses of a projection. */
    SYNAPSES
  }

  /** The name under which it stands in the file. */
  public String path() {
    return (kind == Kind.SYNAPSES ? "weights/" : "") + owner.replace('/', '|') + "/" + variable.replace('/', '|');
  }

  /** A column over time. */
  public double[] column(int k) {
    double[] column = new double[timesMs.length];
    for (int t = 0; t < column.length; t++) {
      column[t] = values[t][k];
    }
    return column;
  }

  public int columns() {
    return first.length;
  }
}
