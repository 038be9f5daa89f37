package org.ranvier.simulator.plastic;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** The synapses of a plastic projection to neurons on the grid; those of one source, delay and target are in the order in which they were made. */
public final class SynapseTable implements PlasticValues {
  private final List<PlasticPart> parts;
  private final int[] sources;
  private final int[] targets;
  private final int[] delays;
  private final double[] values;
  private final int[][] place; // [part][its k-th synapse]: place in the table

  private SynapseTable(List<PlasticPart> parts) {
    this.parts = parts;
    long size = parts.stream().mapToLong(PlasticPart::synapses).sum();
    if (size > Integer.MAX_VALUE - 16) {
      throw new RanvierException("the " + size + " synapses of a projection are too many for one table, at most "
          + Integer.MAX_VALUE);
    }
    sources = new int[(int) size];
    targets = new int[sources.length];
    delays = new int[sources.length];
    values = new double[sources.length];
    place = new int[parts.size()][];
    arrange();
  }

  /**
   * Reads a projection.
   *
   * @param parts of the projection, by their targets
   * @param variable a {@linkplain PlasticPart#variables variable} of the rule, or -1 for the weight
   */
  public static SynapseTable read(List<PlasticPart> parts, int variable) {
    var table = new SynapseTable(parts);
    for (int p = 0; p < parts.size(); p++) {
      int[] to = table.place[p];
      int[] next = new int[1];
      parts.get(p).read(
          variable,
          (source, delay, target, value) -> {
            int k = to[next[0]++];
            table.targets[k] = target;
            table.values[k] = value;
          });
    }
    return table.ascending();
  }

  /**
   * Reads the weights from which {@link #write} and {@link #rewire} begin: those of now where weights change between events, otherwise those
   * after the last spikes that have passed through the synapse.
   */
  public static SynapseTable weights(List<PlasticPart> parts) {
    var table = new SynapseTable(parts);
    for (int p = 0; p < parts.size(); p++) {
      int[] to = table.place[p];
      int[] next = new int[1];
      parts.get(p).forEachWeight(
          (source, delay, target, w) -> {
            int k = to[next[0]++];
            table.targets[k] = target;
            table.values[k] = w;
          });
    }
    return table.ascending();
  }

  /**
   * The same where the synapses of each source and delay stand by their targets, those of one target as they were made. Where a rule draws targets in another order than
   * theirs, rows have them in an order that depends on how targets are divided.
   */
  private SynapseTable ascending() {
    int[] order = new int[targets.length];
    Arrays.setAll(order, k -> k);
    boolean ascends = true;
    for (int from = 0; from < order.length;) {
      int to = from + 1;
      while (to < order.length && sources[to] == sources[from] && delays[to] == delays[from]) {
        ascends &= targets[to] >= targets[to - 1];
        to++;
      }
      if (!ascends) {
        IntArrays.mergeSort(order, from, to, (a, b) -> Integer.compare(targets[a], targets[b])); // stable
      }
      from = to;
    }
    if (ascends) {
      return this;
    }
    int[] place = new int[order.length];
    int[] sorted = new int[order.length];
    double[] sortedValues = new double[order.length];
    for (int k = 0; k < order.length; k++) {
      place[order[k]] = k;
      sorted[k] = targets[order[k]];
      sortedValues[k] = values[order[k]];
    }
    return new SynapseTable(this, place, sources, sorted, delays, sortedValues);
  }

  private SynapseTable(SynapseTable here, int[] place, int[] sources, int[] targets, int[] delays, double[] values) {
    parts = here.parts;
    this.sources = sources;
    this.targets = targets;
    this.delays = delays;
    this.values = values;
    this.place = new int[here.place.length][];
    for (int p = 0; p < here.place.length; p++) {
      this.place[p] = Arrays.stream(here.place[p]).map(k -> place[k]).toArray();
    }
  }

  /**
   * A table of the synapses of all ranks, of which this one holds those of here.
   *
   * @param place where each of those of here is in the table
   */
  public SynapseTable among(int[] place, int[] sources, int[] targets, int[] delays, double[] values) {
    return new SynapseTable(this, place, sources, targets, delays, values);
  }

  /** Merges the fragments of all parts. */
  private void arrange() {
    int n = parts.size();
    int[] next = new int[n];
    for (int p = 0; p < n; p++) {
      place[p] = new int[(int) parts.get(p).synapses()];
    }
    int at = 0;
    int sourceCount = parts.stream().mapToInt(PlasticPart::sources).max().orElse(0);
    int maxDelay = parts.stream().mapToInt(PlasticPart::maxDelay).max().orElse(0);
    int minDelay = parts.stream().mapToInt(PlasticPart::minDelay).min().orElse(1);
    for (int s = 0; s < sourceCount; s++) {
      for (int d = minDelay; d <= maxDelay; d++) {
        for (int p = 0; p < n; p++) {
          int count = parts.get(p).count(s, d);
          Arrays.fill(sources, at, at + count, s);
          Arrays.fill(delays, at, at + count, d);
          for (int q = 0; q < count; q++) {
            place[p][next[p]++] = at++;
          }
        }
      }
    }
  }

  @Override
  public void write(double[] weights) {
    for (int p = 0; p < parts.size(); p++) {
      int[] from = place[p];
      int[] next = new int[1];
      parts.get(p).change((source, delay, target, w) -> weights[from[next[0]++]]);
    }
  }

  /**
   * Removes synapses and adds others; the table is then no longer that of the projection.
   *
   * @param removed by their place in the table
   */
  public void rewire(BitSet removed, NewSynapses added) {
    for (int p = 0; p < parts.size(); p++) {
      var local = new BitSet();
      for (int k = 0; k < place[p].length; k++) {
        local.set(k, removed.get(place[p][k]));
      }
      parts.get(p).rewire(local, added);
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

  /** Delays from soma to soma in steps; not a copy. */
  public int[] delays() {
    return delays;
  }

  @Override
  public double[] delaysMs(TimeGrid grid) {
    return Arrays.stream(delays).mapToDouble(grid::toMs).toArray();
  }

  @Override
  public double[] values() {
    return values;
  }
}
