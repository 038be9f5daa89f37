package org.ranvier.simulator.exact.plastic;

import it.unimi.dsi.fastutil.ints.IntArrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.ExactDelays;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator.ExactValues;
import org.ranvier.simulator.time.TimeGrid;

/** The plastic synapses of a projection at one worker: a row for each source, by delay, and within a delay by target. */
final class ExactPlasticRows {
  private final int[] row; // synapses of source s: row[s] … row[s + 1]
  final PlasticSynapses synapses;
  final ExactDelays delays;
  final double maxDendritic;

  private ExactPlasticRows(int[] row, PlasticSynapses synapses, ExactDelays delays, double maxDendritic) {
    this.row = row;
    this.synapses = synapses;
    this.delays = delays;
    this.maxDendritic = maxDendritic;
  }

  int sources() {
    return row.length - 2;
  }

  int begin(int source) {
    return row[source];
  }

  int end(int source) {
    return row[source + 1];
  }

  long bytes() {
    return 4L * row.length + 8L * delays.each().length + synapses.bytes();
  }

  /**
   * Builds the rows in two passes over the synapses.
   *
   * @param first first local target
   * @param targets number of local targets
   */
  static ExactPlasticRows build(PlasticProjection projection, ExactValues values, int sources, int first, int targets, TimeGrid grid) {
    int[] row = new int[sources + 2]; // while placing: row[s + 1] is the next free place of source s
    generate(projection, first, targets, new SynapseBatch(b -> count(b, row)), false);
    long total = 0;
    for (int s = 2; s < row.length; s++) {
      total += row[s];
      row[s] = (int) total;
    }
    if (total > Integer.MAX_VALUE - 16) {
      throw new RanvierException(
          "projection " + projection.name() + ": " + total + " synapses for one worker exceed " + Integer.MAX_VALUE
              + "; use more threads, or divide the population");
    }
    var synapses =
        new PlasticSynapses((int) total, targets <= Character.MAX_VALUE + 1, projection.wideWeights(), projection.dendrite(), projection.rule().columns());
    double[] delay = new double[(int) total];
    boolean exact = projection.generator().exactValues().isPresent();
    generate(projection, first, targets, SynapseBatch.exact(b -> place(b, row, synapses, delay, first, exact ? null : grid)), true);
    for (int s = 0; s < sources; s++) {
      sort(synapses, delay, row[s], row[s + 1]);
    }
    boolean same = values.minDelayMs() == values.maxDelayMs();
    var delays = new ExactDelays(same ? new double[0] : delay, values.minDelayMs(), projection.dendrite());
    return new ExactPlasticRows(row, synapses, delays, projection.dendrite().ofMs(values.maxDelayMs()));
  }

  private static void count(SynapseBatch batch, int[] row) {
    for (int k = 0; k < batch.size; k++) {
      row[batch.source[k] + 2]++;
    }
  }

  private static void place(SynapseBatch b, int[] row, PlasticSynapses synapses, double[] delay, int first, @Nullable TimeGrid grid) {
    for (int k = 0; k < b.size; k++) {
      int q = row[b.source[k] + 1]++;
      delay[q] = grid == null ? b.exactDelay()[k] : grid.toMs(b.delay[k]);
      synapses.place(q, b.target[k] - first, grid == null ? b.exactWeight()[k] : b.weight[k], 0);
    }
  }

  /** By delay, then target; what agrees in both keeps its order. */
  private static void sort(PlasticSynapses synapses, double[] delay, int from, int to) {
    int n = to - from;
    int[] order = new int[n];
    double[] weight = new double[n];
    int[] target = new int[n];
    double[] d = new double[n];
    for (int k = 0; k < n; k++) {
      order[k] = k;
      weight[k] = synapses.weight(from + k);
      target[k] = synapses.target(from + k);
      d[k] = delay[from + k];
    }
    IntArrays.mergeSort(order, (a, b) -> d[a] != d[b] ? Double.compare(d[a], d[b]) : Integer.compare(target[a], target[b])); // stable
    for (int k = 0; k < n; k++) {
      synapses.place(from + k, target[order[k]], weight[order[k]], 0);
      delay[from + k] = d[order[k]];
    }
  }

  private static void generate(PlasticProjection projection, int first, int targets, SynapseBatch batch, boolean withWeights) {
    projection.generator().generate(first, first + targets, batch, withWeights);
    batch.flush();
  }
}
