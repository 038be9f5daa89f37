package org.ranvier.simulator.exact;

import it.unimi.dsi.fastutil.ints.IntArrays;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.SynapseBatch;

/** Builds {@link ExactRows} in two passes over the same synapses: first {@link #count}, then {@link #place}. */
public final class ExactRowBuilder {
  private final String source;
  private final boolean wide;
  private final boolean sameDelay;
  private final double commonDelay;
  private final int[] row; // while placing: row[s + 1] is the next free place of source s
  private int[] target = new int[0];
  private float[] weight = new float[0];
  private double[] wideWeight = new double[0];
  private double[] delay = new double[0];

  /**
   * @param source name of the source population, for messages
   * @param sources its size
   * @param wide whether weights need 8 bytes
   * @param minDelayMs shortest delay
   * @param maxDelayMs longest delay; where it is the shortest, too, none is stored
   */
  public ExactRowBuilder(String source, int sources, boolean wide, double minDelayMs, double maxDelayMs) {
    this.source = source;
    this.wide = wide;
    sameDelay = minDelayMs == maxDelayMs;
    commonDelay = minDelayMs;
    row = new int[sources + 2];
  }

  /** Counts the synapses of a batch. */
  public void count(SynapseBatch batch) {
    for (int k = 0; k < batch.size; k++) {
      row[batch.source[k] + 2]++;
    }
  }

  /** Ends the counting and allocates the rows. */
  public void allocate() {
    long total = 0;
    for (int s = 2; s < row.length; s++) {
      total += row[s];
      row[s] = (int) total;
    }
    if (total > Integer.MAX_VALUE - 16) {
      throw new RanvierException(
          "the " + total + " synapses that leave population '" + source + "' for one worker exceed " + Integer.MAX_VALUE
              + "; use more threads, or divide the population");
    }
    target = new int[(int) total];
    if (wide) {
      wideWeight = new double[target.length];
    } else {
      weight = new float[target.length];
    }
    if (!sameDelay) {
      delay = new double[target.length];
    }
  }

  /**
   * Places the synapses of a batch that has exact values.
   *
   * @param firstSlot slot of the target population's neuron 0
   * @param positive receptor of weights ≥ 0
   * @param negative receptor of weights &lt; 0
   */
  public void place(SynapseBatch batch, int firstSlot, int receptorBits, int positive, int negative) {
    double[] weights = batch.exactWeight();
    double[] delays = batch.exactDelay();
    for (int k = 0; k < batch.size; k++) {
      int q = row[batch.source[k] + 1]++;
      target[q] = firstSlot + batch.target[k] << receptorBits | (weights[k] >= 0 ? positive : negative);
      if (wide) {
        wideWeight[q] = weights[k];
      } else {
        weight[q] = (float) weights[k];
      }
      if (!sameDelay) {
        delay[q] = delays[k];
      }
    }
  }

  /** The finished rows. */
  ExactRows finish() {
    if (!sameDelay) {
      for (int s = 0; s + 2 < row.length; s++) {
        sort(row[s], row[s + 1]);
      }
    }
    return new ExactRows(row, target, wide ? null : weight, wide ? wideWeight : null, sameDelay ? null : delay, commonDelay);
  }

  /** By delay; synapses of one delay keep their order. */
  private void sort(int from, int to) {
    boolean sorted = true;
    for (int q = from + 1; q < to; q++) {
      sorted &= delay[q - 1] <= delay[q];
    }
    if (sorted) {
      return;
    }
    int n = to - from;
    int[] order = new int[n];
    for (int k = 0; k < n; k++) {
      order[k] = k;
    }
    IntArrays.mergeSort(order, (a, b) -> Double.compare(delay[from + a], delay[from + b])); // stable
    int[] t = new int[n];
    double[] w = new double[n];
    double[] d = new double[n];
    for (int k = 0; k < n; k++) {
      t[k] = target[from + order[k]];
      w[k] = wide ? wideWeight[from + order[k]] : weight[from + order[k]];
      d[k] = delay[from + order[k]];
    }
    for (int k = 0; k < n; k++) {
      target[from + k] = t[k];
      delay[from + k] = d[k];
      if (wide) {
        wideWeight[from + k] = w[k];
      } else {
        weight[from + k] = (float) w[k];
      }
    }
  }
}
