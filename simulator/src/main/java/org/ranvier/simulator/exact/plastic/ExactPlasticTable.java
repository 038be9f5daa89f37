package org.ranvier.simulator.exact.plastic;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticValues;
import org.ranvier.simulator.time.TimeGrid;

/** The synapses of a plastic projection to neurons in continuous time. */
public final class ExactPlasticTable implements PlasticValues {
  private final List<ExactPlasticPart> parts;
  private final int[] sources;
  private final int[] targets;
  private final double[] delays;
  private final double[] values;
  private final int[] place; // of each synapse, part after part, in the table

  private ExactPlasticTable(List<ExactPlasticPart> parts, int size) {
    this.parts = parts;
    sources = new int[size];
    targets = new int[size];
    delays = new double[size];
    values = new double[size];
    place = new int[size];
  }

  /**
   * Reads a projection.
   *
   * @param parts of the projection
   * @param column a column of the rule, or -1 for the weight
   */
  public static ExactPlasticTable read(List<ExactPlasticPart> parts, int column) {
    long size = parts.stream().mapToLong(ExactPlasticPart::synapses).sum();
    if (size > Integer.MAX_VALUE - 16) {
      throw new RanvierException("the " + size + " synapses of a projection are too many for one table, at most " + Integer.MAX_VALUE);
    }
    var unsorted = new ExactPlasticTable(parts, (int) size);
    int[] next = {0};
    for (ExactPlasticPart part : parts) {
      part.read(
          source -> true,
          (source, delay, target, synapses, q) -> {
            int k = next[0]++;
            unsorted.sources[k] = source;
            unsorted.targets[k] = target;
            unsorted.delays[k] = delay;
            unsorted.values[k] = synapses.value(column, q);
          });
    }
    return unsorted.sorted();
  }

  private ExactPlasticTable sorted() {
    int[] order = new int[values.length];
    Arrays.setAll(order, k -> k);
    IntArrays.mergeSort(order, this::compare); // stable
    var table = new ExactPlasticTable(parts, values.length);
    for (int k = 0; k < order.length; k++) {
      table.sources[k] = sources[order[k]];
      table.targets[k] = targets[order[k]];
      table.delays[k] = delays[order[k]];
      table.values[k] = values[order[k]];
      table.place[order[k]] = k;
    }
    return table;
  }

  private int compare(int a, int b) {
    if (sources[a] != sources[b]) {
      return Integer.compare(sources[a], sources[b]);
    }
    return delays[a] != delays[b] ? Double.compare(delays[a], delays[b]) : Integer.compare(targets[a], targets[b]);
  }

  @Override
  public void write(double[] weights) {
    int from = 0;
    for (ExactPlasticPart part : parts) {
      int first = from;
      part.change(q -> weights[place[first + q]]);
      from += (int) part.synapses();
    }
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public int[] sources() {
    return sources;
  }

  @Override
  public int[] targets() {
    return targets;
  }

  @Override
  public double[] delaysMs(TimeGrid grid) {
    return delays;
  }

  @Override
  public double[] values() {
    return values;
  }
}
