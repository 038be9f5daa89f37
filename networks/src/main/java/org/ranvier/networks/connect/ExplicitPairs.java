package org.ranvier.networks.connect;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/** Pairs of {@link ConnectionRule.Explicit}, in the order of the list for each target. */
final class ExplicitPairs implements PairSource {
  private final NeuronSet sources;
  private final NeuronSet targets;
  private final int[] sourceOf;
  private final ConnectionRule.Explicit rule;
  private final boolean same;
  private @Nullable ByTarget byTarget; // made as it is needed first: whether a list is possible is asked before

  /** Synapses by target: {@code order[begin[t] … begin[t + 1] - 1]}. */
  private record ByTarget(int[] order, int[] begin) {}

  ExplicitPairs(String where, ConnectionRule.Explicit rule, NeuronSet sources, NeuronSet targets, boolean same) {
    this.sources = sources;
    this.targets = targets;
    sourceOf = rule.sources();
    int n = sourceOf.length;
    if (rule.targets().length != n) {
      throw new RanvierException(
          where + ": the list has " + n + " sources and " + rule.targets().length + " targets; give a target for each source");
    }
    for (int k = 0; k < n; k++) {
      check(where, "source", k, sourceOf[k], sources.size());
      check(where, "target", k, rule.targets()[k], targets.size());
    }
    this.rule = rule;
    this.same = same;
  }

  private synchronized ByTarget byTarget() {
    ByTarget made = byTarget;
    if (made == null) {
      made = ordered();
      byTarget = made;
    }
    return made;
  }

  private ByTarget ordered() {
    int[] wanted = wanted(rule, sources, targets, same);
    int[] begin = new int[targets.size() + 1];
    for (int k : wanted) {
      begin[rule.targets()[k] + 1]++;
    }
    for (int t = 0; t < targets.size(); t++) {
      begin[t + 1] += begin[t];
    }
    int[] next = begin.clone();
    int[] order = new int[wanted.length];
    for (int k : wanted) {
      order[next[rule.targets()[k]]++] = k;
    }
    return new ByTarget(order, begin);
  }

  /** The synapses of the list without autapses and multapses that are not allowed. */
  private static int[] wanted(ConnectionRule.Explicit rule, NeuronSet sources, NeuronSet targets, boolean same) {
    boolean skipSelf = same && !rule.autapses();
    var known = new LongOpenHashSet();
    return IntStream.range(0, rule.sources().length)
        .filter(k -> !skipSelf || sources.get(rule.sources()[k]) != targets.get(rule.targets()[k]))
        .filter(k -> rule.multapses() || known.add((long) rule.targets()[k] << 32 | rule.sources()[k]))
        .toArray();
  }

  private static void check(String where, String side, int k, int index, int size) {
    if (index < 0 || index >= size) {
      throw new RanvierException(
          where + ": synapse " + k + " of the list has " + side + " " + index + ", which is not within 0 … " + (size - 1));
    }
  }

  @Override
  public void write(int from, int to, SynapseWriter writer) {
    ByTarget list = byTarget();
    for (int t = targets.countBelow(from); t < targets.countBelow(to); t++) {
      writer.begin(targets.get(t));
      for (int k = list.begin[t]; k < list.begin[t + 1]; k++) {
        writer.add(sources.get(sourceOf[list.order[k]]), targets.get(t), list.order[k]);
      }
    }
  }

  @Override
  public long expectedCount() {
    return byTarget().order.length;
  }
}
