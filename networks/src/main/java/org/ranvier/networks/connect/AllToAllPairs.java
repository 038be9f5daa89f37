package org.ranvier.networks.connect;

/** Pairs of {@link ConnectionRule.AllToAll}. Weights and delays that are drawn come from streams of the targets; so rows are for those that are not. */
record AllToAllPairs(NeuronSet sources, NeuronSet targets, int skippedSelves) implements RowPairs {
  @Override
  public void write(int from, int to, SynapseWriter writer) {
    for (int k = targets.countBelow(from); k < targets.countBelow(to); k++) {
      int target = targets.get(k);
      writer.begin(target);
      for (int s = 0; s < sources.size(); s++) {
        if (skippedSelves == 0 || sources.get(s) != target) {
          writer.add(sources.get(s), target);
        }
      }
    }
  }

  @Override
  public long expectedCount() {
    return (long) sources.size() * targets.size() - skippedSelves;
  }

  @Override
  public Row row(int from, int to) {
    int low = targets.countBelow(from);
    int high = targets.countBelow(to);
    return (source, writer) -> {
      if (sources.contains(source)) {
        for (int k = low; k < high; k++) {
          if (skippedSelves == 0 || targets.get(k) != source) {
            writer.add(source, targets.get(k));
          }
        }
      }
    };
  }
}
