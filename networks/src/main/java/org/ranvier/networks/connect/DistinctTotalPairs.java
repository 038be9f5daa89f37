package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomKey;

/**
 * Pairs of {@link ConnectionRule.FixedTotalNumber} without multapses: the first {@code n} elements of a keyed pseudo-random
 * permutation of all pairs (a Feistel network of six rounds, walked until it falls among the pairs). Each worker runs through
 * all of them and keeps those whose targets it has.
 */
final class DistinctTotalPairs implements PairSource {
  private static final int ROUNDS = 6;

  private final long n;
  private final NeuronSet sources;
  private final NeuronSet targets;
  private final boolean skipSelf;
  private final long key;

  DistinctTotalPairs(long n, NeuronSet sources, NeuronSet targets, boolean skipSelf, long key) {
    this.n = n;
    this.sources = sources;
    this.targets = targets;
    this.skipSelf = skipSelf;
    this.key = key;
  }

  @Override
  public void write(int from, int to, SynapseWriter writer) {
    long pairs = (long) sources.size() * targets.size();
    int half = Math.max(1, (64 - Long.numberOfLeadingZeros(Math.max(1, pairs - 1)) + 1) / 2);
    int low = targets.countBelow(from);
    int high = targets.countBelow(to);
    writer.begin(0);
    long element = 0;
    for (long k = 0; k < n; ) {
      long pair = element++;
      do {
        pair = permute(pair, half);
      } while (pair >= pairs);
      int s = (int) (pair / targets.size());
      int t = (int) (pair % targets.size());
      if (skipSelf && sources.get(s) == targets.get(t)) {
        continue;
      }
      k++;
      if (t >= low && t < high) {
        writer.add(sources.get(s), targets.get(t));
      } else {
        writer.skip();
      }
    }
  }

  private long permute(long x, int half) {
    long mask = (1L << half) - 1;
    long left = x >>> half;
    long right = x & mask;
    for (int r = 0; r < ROUNDS; r++) {
      long next = left ^ (RandomKey.bits(key + r, right) & mask);
      left = right;
      right = next;
    }
    return left << half | right;
  }

  @Override
  public long expectedCount() {
    return n;
  }
}
