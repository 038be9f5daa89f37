package org.ranvier.plasticity.structure;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.random.RandomStream;

/** The synapses of a projection while they are rewired: those that are there, those that go, and those that come. */
final class Wires {
  /** So many pairs are drawn blindly; then those that are free are listed. */
  private static final int TRIES = 40;

  /** Where so few of all pairs are free that so many draws find none, nothing grows. */
  private static final int MOST_TRIES = 20_000;

  private final Ends ends;
  private final RandomStream random;
  private final int[] begin; // of each target's synapses in `order`
  private final int[] order; // places in the table, by target
  private final int[] sourceOf; // in that order
  private final BitSet pruned = new BitSet();
  private final LongOpenHashSet grown = new LongOpenHashSet();
  private final IntArrayList sources = new IntArrayList();
  private final IntArrayList targets = new IntArrayList();

  Wires(SynapseTable table, Ends ends, RandomStream random) {
    this.ends = ends;
    this.random = random;
    int most = Math.max(Arrays.stream(table.targets()).max().orElse(0), Arrays.stream(ends.targets()).max().orElse(0));
    begin = new int[most + 2];
    for (int t : table.targets()) {
      begin[t + 1]++;
    }
    for (int t = 0; t <= most; t++) {
      begin[t + 1] += begin[t];
    }
    int[] next = begin.clone();
    order = new int[table.size()];
    sourceOf = new int[order.length];
    for (int k = 0; k < order.length; k++) {
      int at = next[table.targets()[k]]++;
      order[at] = k;
      sourceOf[at] = table.sources()[k];
    }
  }

  /** Places in the table of a target's synapses, in its order. */
  int[] of(int target) {
    return Arrays.copyOfRange(order, begin[target], begin[target + 1]);
  }

  void prune(int place) {
    pruned.set(place);
  }

  BitSet pruned() {
    return pruned;
  }

  private boolean isFree(int source, int target) {
    if (!ends.autapses() && source == target) {
      return false;
    }
    if (ends.multapses()) {
      return true;
    }
    if (grown.contains(key(source, target))) {
      return false;
    }
    for (int k = begin[target]; k < begin[target + 1]; k++) {
      if (sourceOf[k] == source && !pruned.get(order[k])) {
        return false;
      }
    }
    return true;
  }

  private static long key(int source, int target) {
    return (long) target << 32 | source;
  }

  private boolean grow(int source, int target) {
    if (!isFree(source, target)) {
      return false;
    }
    grown.add(key(source, target));
    sources.add(source);
    targets.add(target);
    return true;
  }

  /** Grows a synapse from any source to a target; all that are free are equally likely. */
  boolean growTo(int target) {
    for (int k = 0; k < TRIES; k++) {
      if (grow(drawn(ends.sources()), target)) {
        return true;
      }
    }
    int[] free = IntStream.of(ends.sources()).filter(s -> isFree(s, target)).toArray();
    return free.length > 0 && grow(drawn(free), target);
  }

  /** Grows a synapse from a source to any target. */
  boolean growFrom(int source) {
    for (int k = 0; k < TRIES; k++) {
      if (grow(source, drawn(ends.targets()))) {
        return true;
      }
    }
    int[] free = IntStream.of(ends.targets()).filter(t -> isFree(source, t)).toArray();
    return free.length > 0 && grow(source, drawn(free));
  }

  /** Grows a synapse between any two neurons. */
  boolean growAnywhere() {
    for (int k = 0; k < MOST_TRIES; k++) {
      if (grow(drawn(ends.sources()), drawn(ends.targets()))) {
        return true;
      }
    }
    return false;
  }

  /** Grows a synapse between these two if they may have one. */
  boolean growBetween(int source, int target) {
    return grow(source, target);
  }

  private int drawn(int[] neurons) {
    return neurons[random.nextInt(neurons.length)];
  }

  WiringChange change() {
    int[] byTarget = IntStream.range(0, targets.size()).boxed().sorted((a, b) -> Integer.compare(targets.getInt(a), targets.getInt(b)))
        .mapToInt(k -> k).toArray();
    return new WiringChange(
        pruned, IntStream.of(byTarget).map(sources::getInt).toArray(), IntStream.of(byTarget).map(targets::getInt).toArray());
  }
}
