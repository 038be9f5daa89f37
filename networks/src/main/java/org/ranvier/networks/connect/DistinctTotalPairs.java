package org.ranvier.networks.connect;

import static org.ranvier.simulator.synapses.SynapseGenerator.TARGET_BLOCK;

import org.ranvier.simulator.random.RandomStream;

/**
 * Pairs of {@link ConnectionRule.FixedTotalNumber} without multapses: the in-degrees are drawn first, then each target draws as
 * many different sources.
 */
final class DistinctTotalPairs implements PairSource {
  private final long n;
  private final NeuronSet sources;
  private final NeuronSet targets;
  private final boolean skipSelf;
  private final Shares shares;

  DistinctTotalPairs(long n, NeuronSet sources, NeuronSet targets, boolean skipSelf, long key) {
    this.n = n;
    this.sources = sources;
    this.targets = targets;
    this.skipSelf = skipSelf;
    shares = new Shares(n, sources, targets, skipSelf, Shares.Split.DISTINCT, key);
  }

  @Override
  public void write(int from, int to, SynapseWriter writer) {
    var distinct = new DistinctDraw(sources.size());
    int end = Math.min(shares.blocks(), (to + TARGET_BLOCK - 1) / TARGET_BLOCK);
    for (int b = from / TARGET_BLOCK; b < end; b++) {
      int low = targets.countBelow(b * TARGET_BLOCK);
      int[] degrees = shares.ofTargets(b);
      for (int k = 0; k < degrees.length; k++) {
        int target = targets.get(low + k);
        RandomStream random = writer.begin(target);
        int self = skipSelf && sources.contains(target) ? sources.countBelow(target) : -1;
        for (int s : distinct.draw(random, degrees[k], self)) {
          writer.add(sources.get(s), target);
        }
      }
    }
  }

  @Override
  public long expectedCount() {
    return n;
  }
}
