package org.ranvier.networks.export;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.math.BigDecimal;
import org.ranvier.simulator.log.StepTime;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.time.TimeGrid;

/** The spikes of a step in order of time: those of exact populations lie inside it. */
final class StepOrder {
  private final TimeGrid grid;
  private final StepTime onGrid;
  private int[] order = new int[0];

  StepOrder(double resolutionMs) {
    grid = new TimeGrid(resolutionMs);
    onGrid = StepTime.of(resolutionMs);
  }

  /** Indices into the block of the spikes of its {@code k}-th step; as many as there are, then anything. */
  int[] of(SpikeBlock block, int k) {
    int begin = block.begin(k);
    int count = block.end(k) - begin;
    if (order.length < count) {
      order = new int[2 * count];
    }
    for (int s = 0; s < count; s++) {
      order[s] = begin + s;
    }
    if (block.hasOffsets()) {
      IntArrays.mergeSort(order, 0, count, (a, b) -> Double.compare(block.offset(b), block.offset(a))); // stable
    }
    return order;
  }

  /** Time of a spike in ms. */
  double ms(long step, double offsetMs) {
    return offsetMs == 0 ? onGrid.ms(step) : grid.toMs(step) - offsetMs;
  }

  /** Time of a spike in ms, as decimal text. */
  String text(long step, double offsetMs) {
    return offsetMs == 0 ? onGrid.text(step) : BigDecimal.valueOf(grid.toMs(step) - offsetMs).toPlainString();
  }
}
