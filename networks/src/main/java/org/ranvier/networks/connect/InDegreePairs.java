package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomStream;

/** Pairs of {@link ConnectionRule.FixedInDegree}: each target draws its sources. */
record InDegreePairs(int n, NeuronSet sources, NeuronSet targets, boolean skipSelf, boolean multapses) implements PairSource {
  @Override
  public void write(int from, int to, SynapseWriter writer) {
    var distinct = new DistinctDraw(multapses ? 0 : sources.size());
    for (int k = targets.countBelow(from); k < targets.countBelow(to); k++) {
      int target = targets.get(k);
      RandomStream random = writer.begin(target);
      int self = skipSelf && sources.contains(target) ? sources.countBelow(target) : -1;
      if (multapses) {
        for (int j = 0; j < n; j++) {
          int s = random.nextInt(sources.size());
          while (s == self) {
            s = random.nextInt(sources.size());
          }
          writer.add(sources.get(s), target);
        }
      } else {
        for (int s : distinct.draw(random, n, self)) {
          writer.add(sources.get(s), target);
        }
      }
    }
  }

  @Override
  public long expectedCount() {
    return (long) n * targets.size();
  }
}
