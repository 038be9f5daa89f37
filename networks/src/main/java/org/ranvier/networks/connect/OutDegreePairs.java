package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomStream;

/** Pairs of {@link ConnectionRule.FixedOutDegree}: each source draws its targets, and each worker keeps those it has. */
record OutDegreePairs(int n, NeuronSet sources, NeuronSet targets, boolean skipSelf, boolean multapses) implements RowPairs {
  @Override
  public void write(int from, int to, SynapseWriter writer) {
    var row = new OutDegreeRow(from, to);
    for (int k = 0; k < sources.size(); k++) {
      row.write(sources.get(k), writer);
    }
  }

  @Override
  public long expectedCount() {
    return (long) n * sources.size();
  }

  @Override
  public Row row(int from, int to) {
    return new OutDegreeRow(from, to);
  }

  private final class OutDegreeRow implements Row {
    private final int low;
    private final int high;
    private final DistinctDraw distinct = new DistinctDraw(multapses ? 0 : targets.size());
    private int[] drawn = new int[n];

    OutDegreeRow(int from, int to) {
      low = targets.countBelow(from);
      high = targets.countBelow(to);
    }

    @Override
    public void write(int source, SynapseWriter writer) {
      if (!sources.contains(source)) {
        return;
      }
      RandomStream random = writer.begin(source);
      int self = skipSelf && targets.contains(source) ? targets.countBelow(source) : -1;
      if (multapses) {
        for (int j = 0; j < n; j++) {
          do {
            drawn[j] = random.nextInt(targets.size());
          } while (drawn[j] == self);
        }
      } else {
        drawn = distinct.draw(random, n, self);
      }
      for (int t : drawn) {
        if (t >= low && t < high) {
          writer.add(source, targets.get(t));
        } else {
          writer.skip();
        }
      }
    }
  }
}
