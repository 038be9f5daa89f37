package org.ranvier.simulator.plastic;

import java.util.Arrays;
import java.util.List;

/**
 * The synapses of a plastic projection at one worker, in arrays: what a {@link PlasticKernel} works on.
 *
 * <p>Weights are signed; they take 4 or 8 bytes. Targets are local neurons of the target population and take 2 or 4 bytes.
 */
public final class PlasticSynapses {
  private static final char[] NO_CHARS = {};
  private static final int[] NO_INTS = {};
  private static final float[] NO_FLOATS = {};
  private static final double[] NO_DOUBLES = {};

  private final boolean narrow;
  private final boolean wide;
  private final char[] narrowTarget;
  private final int[] wideTarget;
  private final float[] weight;
  private final double[] wideWeight;
  private final Dendrite dendrite;
  private final char[] dendritic; // steps; empty unless they are drawn
  private final float[][] columns;
  private final double[][] wideColumns;

  /**
   * Makes room.
   *
   * @param narrow whether targets take 2 bytes
   * @param wide whether weights take 8 bytes
   */
  public PlasticSynapses(int size, boolean narrow, boolean wide, Dendrite dendrite, List<Column> columns) {
    this(
        narrow, wide, narrow ? new char[size] : NO_CHARS, narrow ? NO_INTS : new int[size], dendrite,
        dendrite.isDrawn() ? new char[size] : NO_CHARS,
        wide
            ? new Values(NO_FLOATS, new double[size], new float[0][], new double[columns.size()][size])
            : new Values(new float[size], NO_DOUBLES, new float[columns.size()][size], new double[0][]));
    for (int c = 0; c < columns.size(); c++) {
      double initial = columns.get(c).initial();
      if (wide) {
        Arrays.fill(wideColumns[c], initial);
      } else {
        Arrays.fill(this.columns[c], (float) initial);
      }
    }
  }

  private PlasticSynapses(
      boolean narrow, boolean wide, char[] narrowTarget, int[] wideTarget, Dendrite dendrite, char[] dendritic, Values values) {
    this.narrow = narrow;
    this.wide = wide;
    this.narrowTarget = narrowTarget;
    this.wideTarget = wideTarget;
    weight = values.weight;
    wideWeight = values.wideWeight;
    this.dendrite = dendrite;
    this.dendritic = dendritic;
    columns = values.columns;
    wideColumns = values.wideColumns;
  }

  /** Weights and columns, in 4 bytes or in 8. */
  private record Values(float[] weight, double[] wideWeight, float[][] columns, double[][] wideColumns) {}

  /**
   * A value that a rule keeps for each synapse beside its weight, with as many bytes as the weight.
   *
   * @param name the field's name for it
   * @param unit its unit
   * @param meaning what it is, in a few words
   * @param initial its value at the beginning
   */
  public record Column(String name, String unit, String meaning, double initial) {}

  public int size() {
    return Math.max(narrowTarget.length, wideTarget.length);
  }

  /** Whether targets take 2 bytes. */
  public boolean isNarrow() {
    return narrow;
  }

  /** Targets, where they take 2 bytes; not a copy. */
  public char[] narrowTargets() {
    return narrowTarget;
  }

  /** Targets, where they take 4 bytes; not a copy. */
  public int[] wideTargets() {
    return wideTarget;
  }

  /** Whether weights and columns take 8 bytes. */
  public boolean isWide() {
    return wide;
  }

  /** Weights, where they take 4 bytes; not a copy. */
  public float[] weights() {
    return weight;
  }

  /** Weights, where they take 8 bytes; not a copy. */
  public double[] wideWeights() {
    return wideWeight;
  }

  /** A column, where values take 4 bytes; not a copy. */
  public float[] column(int k) {
    return columns[k];
  }

  /** A column, where values take 8 bytes; not a copy. */
  public double[] wideColumn(int k) {
    return wideColumns[k];
  }

  /** Whether dendritic delays differ among the synapses of a fragment. */
  public boolean isDrawn() {
    return dendrite.isDrawn();
  }

  /** The dendritic delays in steps, where they are drawn; not a copy. */
  public char[] dendritic() {
    return dendritic;
  }

  /** The dendritic delay of all synapses of a delay, where it is not drawn. */
  public int dendritic(int delay) {
    return dendrite.steps(delay);
  }

  /** The dendritic delay of a synapse of a delay. */
  public int dendritic(int q, int delay) {
    return dendrite.isDrawn() ? dendritic[q] : dendrite.steps(delay);
  }

  /** The target of a synapse, a local neuron. */
  public int target(int q) {
    return narrow ? narrowTarget[q] : wideTarget[q];
  }

  /** The signed weight of a synapse. */
  public double weight(int q) {
    return wide ? wideWeight[q] : weight[q];
  }

  /** Distance of the weights next to {@code w} that can be stored. */
  double ulp(double w) {
    return wide ? Math.ulp(w) : Math.ulp((float) w);
  }

  /** Sets the signed weight of a synapse. */
  public void setWeight(int q, double w) {
    if (wide) {
      wideWeight[q] = w;
    } else {
      weight[q] = (float) w;
    }
  }

  /** The array of a column, of {@code float} or {@code double}; column -1 is the weight. Not a copy. */
  public Object stored(int column) {
    if (column < 0) {
      return wide ? wideWeight : weight;
    }
    return wide ? wideColumns[column] : columns[column];
  }

  /** A column's value; column -1 is the weight. */
  public double value(int column, int q) {
    return column < 0 ? weight(q) : wide ? wideColumns[column][q] : columns[column][q];
  }

  /** Sets a synapse. */
  public void place(int q, int target, double w, int dendriticSteps) {
    if (narrow) {
      narrowTarget[q] = (char) target;
    } else {
      wideTarget[q] = target;
    }
    setWeight(q, w);
    if (dendrite.isDrawn()) {
      dendritic[q] = (char) dendriticSteps;
    }
  }

  /** Room for other synapses of the same kind. */
  PlasticSynapses sized(int size, List<Column> columns) {
    return new PlasticSynapses(size, narrow, wide, dendrite, columns);
  }

  /** Takes over all that is stored of a synapse. */
  void take(int q, PlasticSynapses from, int k) {
    place(q, from.target(k), from.weight(k), dendrite.isDrawn() ? from.dendritic[k] : 0);
    for (int c = 0; c < columns.length; c++) {
      columns[c][q] = from.columns[c][k];
    }
    for (int c = 0; c < wideColumns.length; c++) {
      wideColumns[c][q] = from.wideColumns[c][k];
    }
  }

  /** A copy of the synapses {@code begin … end - 1}, whose changes are not those of the network. */
  public PlasticSynapses copy(int begin, int end) {
    float[][] c = new float[columns.length][];
    Arrays.setAll(c, k -> Arrays.copyOfRange(columns[k], begin, end));
    double[][] wc = new double[wideColumns.length][];
    Arrays.setAll(wc, k -> Arrays.copyOfRange(wideColumns[k], begin, end));
    return new PlasticSynapses(
        narrow, wide, narrow ? Arrays.copyOfRange(narrowTarget, begin, end) : NO_CHARS,
        narrow ? NO_INTS : Arrays.copyOfRange(wideTarget, begin, end), dendrite,
        dendrite.isDrawn() ? Arrays.copyOfRange(dendritic, begin, end) : NO_CHARS,
        new Values(
            wide ? NO_FLOATS : Arrays.copyOfRange(weight, begin, end), wide ? Arrays.copyOfRange(wideWeight, begin, end) : NO_DOUBLES, c, wc));
  }

  /** Bytes of all arrays. */
  public long bytes() {
    long columnBytes = 0;
    for (float[] column : columns) {
      columnBytes += 4L * column.length;
    }
    for (double[] column : wideColumns) {
      columnBytes += 8L * column.length;
    }
    return 2L * narrowTarget.length + 4L * wideTarget.length + 4L * weight.length + 8L * wideWeight.length + 2L * dendritic.length
        + columnBytes;
  }

  /** Asks the memory for the synapses {@code begin … end - 1}, an element of each cache line. */
  float touch(int begin, int end) {
    if (begin >= end) {
      return 0;
    }
    float touched = 0;
    if (wide) {
      touched += (float) wideWeight[end - 1];
      for (int q = begin; q < end; q += 8) {
        touched += (float) wideWeight[q];
      }
    } else {
      touched += weight[end - 1];
      for (int q = begin; q < end; q += 16) {
        touched += weight[q];
      }
    }
    if (narrow) {
      touched += narrowTarget[end - 1];
      for (int q = begin; q < end; q += 32) {
        touched += narrowTarget[q];
      }
    } else {
      touched += wideTarget[end - 1];
      for (int q = begin; q < end; q += 16) {
        touched += wideTarget[q];
      }
    }
    return touched;
  }

}
