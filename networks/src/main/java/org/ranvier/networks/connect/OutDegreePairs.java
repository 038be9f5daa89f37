package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomStream;

/** Pairs of {@link ConnectionRule.FixedOutDegree}: each source draws its targets, and each worker keeps those it has. */
record OutDegreePairs(int n, NeuronSet sources, NeuronSet targets, boolean skipSelf, boolean multapses) implements PairSource {
  @Override
  public void write(int from, int to, SynapseWriter writer) {
    var distinct = new DistinctDraw(multapses ? 0 : targets.size());
    int[] drawn = new int[n];
    int low = targets.countBelow(from);
    int high = targets.countBelow(to);
    for (int k = 0; k < sources.size(); k++) {
      int source = sources.get(k);
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

  @Override
  public long expectedCount() {
    return (long) n * sources.size();
  }
}
