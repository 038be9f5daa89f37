package org.ranvier.simulator.synapses;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds {@link ListedRows}: nothing has a place for each source and delay. */
final class ListedBuilder extends RowBuilder {
  private final int lowest;
  private int[] counts;
  private @Nullable SourceIndex index;
  private int[] row = {}; // while placing: row[k + 1] is the next free place of the k-th source
  private long[] synapse = {};
  private int maxDelay;

  ListedBuilder(String source, int sources, int lowest) {
    super(source, sources);
    this.lowest = lowest;
    counts = new int[sources];
  }

  @Override
  public void count(SynapseBatch batch) {
    for (int k = 0; k < batch.size; k++) {
      counts[batch.source[k]]++;
      maxDelay = Math.max(maxDelay, batch.delay[k]);
    }
  }

  @Override
  public void allocate() {
    index = new SourceIndex(counts, 0, sources);
    row = index.rows(counts, 0);
    counts = new int[0];
    synapse = new long[checkedTotal(places(row))];
  }

  @Override
  public void place(SynapseBatch batch, int positiveBase, int negativeBase) {
    for (int k = 0; k < batch.size; k++) {
      float w = (float) batch.weight[k];
      int q = row[of().find(batch.source[k]) + 1]++;
      synapse[q] = ListedRows.packed(batch.delay[k], batch.target[k] + (w >= 0 ? positiveBase : negativeBase) - lowest, w);
    }
  }

  private SourceIndex of() {
    if (index == null) {
      throw new IllegalStateException("nothing is allocated yet");
    }
    return index;
  }

  @Override
  public ListedRows finish() {
    return new ListedRows(of(), Arrays.copyOf(row, row.length - 1), synapse, lowest, maxDelay);
  }
}
