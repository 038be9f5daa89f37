package org.ranvier.networks.connect;

import java.util.stream.IntStream;

/** Pairs of {@link ConnectionRule.OneToOne}. */
record OneToOnePairs(NeuronSet sources, NeuronSet targets, boolean skipSelf) implements RowPairs {
  @Override
  public void write(int from, int to, SynapseWriter writer) {
    for (int k = targets.countBelow(from); k < targets.countBelow(to); k++) {
      pair(k, writer);
    }
  }

  private void pair(int k, SynapseWriter writer) {
    writer.begin(targets.get(k));
    if (!skipSelf || sources.get(k) != targets.get(k)) {
      writer.add(sources.get(k), targets.get(k));
    }
  }

  @Override
  public long expectedCount() {
    return skipSelf ? IntStream.range(0, targets.size()).filter(k -> sources.get(k) != targets.get(k)).count() : targets.size();
  }

  @Override
  public Row row(int from, int to) {
    int low = targets.countBelow(from);
    int high = targets.countBelow(to);
    return (source, writer) -> {
      int k = sources.countBelow(source);
      if (k >= low && k < high && sources.get(k) == source) {
        pair(k, writer);
      }
    };
  }
}
