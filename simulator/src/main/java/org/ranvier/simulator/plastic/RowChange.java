package org.ranvier.simulator.plastic;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * Makes rows from rows: some synapses go, the others keep all that is stored of them and their order, and new ones come. A new synapse
 * stands behind the others of its fragment whose targets are in the same block or an earlier one, so the order does not depend on the number
 * of workers.
 */
final class RowChange {
  private final PlasticProjection projection;
  private final PlasticRows old;
  private final BitSet removed;
  private final NewSynapses added;
  private final int firstTarget;
  private final int[] order; // of those that are added, by fragment and block; of targets that are not local there are none
  private final int minDelay;
  private final int delays;

  /** Where the {@code k}-th of the added synapses stands now, -1 if its target is not local. */
  final int[] place;

  private final int[] origin; // of each synapse: its index in the old rows, or -1 - its index among the added

  RowChange(PlasticProjection projection, PlasticRows old, BitSet removed, NewSynapses added, int firstTarget, int targets) {
    this.projection = projection;
    this.old = old;
    this.removed = removed;
    this.added = added;
    this.firstTarget = firstTarget;
    int[] local = IntStream.range(0, added.size()).filter(k -> added.target()[k] >= firstTarget && added.target()[k] < firstTarget + targets).toArray();
    int least = IntStream.of(local).map(k -> added.delay()[k]).min().orElse(old.minDelay);
    int most = IntStream.of(local).map(k -> added.delay()[k]).max().orElse(old.minDelay + old.delays - 1);
    minDelay = old.delays == 0 ? least : Math.min(old.minDelay, least);
    delays = old.delays == 0 && local.length == 0 ? 0 : Math.max(old.minDelay + old.delays - 1, most) - minDelay + 1;
    order =
        IntStream.of(local).boxed()
            .sorted(
                Comparator.comparingInt((Integer k) -> added.source()[k]).thenComparingInt(k -> added.delay()[k]).thenComparingInt(this::block)
                    .thenComparingInt(k -> k))
            .mapToInt(k -> k).toArray();
    place = new int[added.size()];
    origin = new int[old.synapses.size() - removed.cardinality() + order.length];
  }

  private int block(int k) {
    return (added.target()[k] - firstTarget) / SynapseGenerator.TARGET_BLOCK;
  }

  PlasticRows apply() {
    int[] fragment = new int[PlasticRows.tableSize(projection, old.sources, delays)];
    int n = 0;
    int next = 0;
    for (int s = 0; s < old.sources; s++) {
      for (int d = 0; d < delays; d++) {
        int before = d + minDelay - old.minDelay;
        boolean held = before >= 0 && before < old.delays;
        int q = held ? old.begin(s, before) : 0;
        int end = held ? old.end(s, before) : 0;
        for (; next < order.length && added.source()[order[next]] == s && added.delay()[order[next]] == d + minDelay; next++) {
          int block = block(order[next]);
          for (; q < end && old.synapses.target(q) / SynapseGenerator.TARGET_BLOCK <= block; q++) {
            n = keep(q, n);
          }
          origin[n++] = -1 - order[next];
        }
        for (; q < end; q++) {
          n = keep(q, n);
        }
        fragment[s * delays + d + 1] = n;
      }
    }
    return new PlasticRows(old.sources, minDelay, delays, fragment, fill());
  }

  private int keep(int q, int n) {
    if (!removed.get(q)) {
      origin[n++] = q;
    }
    return n;
  }

  private PlasticSynapses fill() {
    var synapses = old.synapses.sized(origin.length, projection.rule().columns());
    Arrays.fill(place, -1);
    for (int q = 0; q < origin.length; q++) {
      if (origin[q] >= 0) {
        synapses.take(q, old.synapses, origin[q]);
      } else {
        int k = -1 - origin[q];
        place[k] = q;
        synapses.place(q, added.target()[k] - firstTarget, added.weight()[k], added.dendritic()[k]);
      }
    }
    return synapses;
  }
}
