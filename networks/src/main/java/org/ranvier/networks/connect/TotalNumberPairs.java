package org.ranvier.networks.connect;

import static org.ranvier.simulator.synapses.SynapseGenerator.TARGET_BLOCK;

import org.ranvier.simulator.random.RandomStream;

/**
 * Pairs of {@link ConnectionRule.FixedTotalNumber} with multapses, but without autapses: the synapses are first divided among blocks of targets, then
 * each block draws its own.
 */
final class TotalNumberPairs implements PairSource {
  private final long n;
  private final NeuronSet sources;
  private final NeuronSet targets;
  private final Shares shares;

  TotalNumberPairs(long n, NeuronSet sources, NeuronSet targets, long key) {
    this.n = n;
    this.sources = sources;
    this.targets = targets;
    shares = new Shares(n, sources, targets, true, Shares.Split.REPEATING, key);
  }

  @Override
  public void write(int from, int to, SynapseWriter writer) {
    int end = Math.min(shares.blocks(), (to + TARGET_BLOCK - 1) / TARGET_BLOCK);
    for (int b = from / TARGET_BLOCK; b < end; b++) {
      RandomStream random = writer.begin(b);
      int low = targets.countBelow(b * TARGET_BLOCK);
      int count = targets.countBelow((b + 1) * TARGET_BLOCK) - low;
      int all = sources.size();
      for (long k = 0; k < shares.ofBlock(b); k++) {
        int source;
        int target;
        do {
          long bits = random.nextLong(); // 32 bits for each side
          long s = (bits >>> 32) * all;
          long t = (bits & 0xFFFFFFFFL) * count;
          while (Integer.compareUnsigned((int) s, all) < 0 && biased((int) s, all)) {
            s = (random.nextLong() >>> 32) * all;
          }
          while (Integer.compareUnsigned((int) t, count) < 0 && biased((int) t, count)) {
            t = (random.nextLong() >>> 32) * count;
          }
          source = sources.get((int) (s >>> 32));
          target = targets.get(low + (int) (t >>> 32));
        } while (source == target);
        writer.add(source, target);
      }
    }
  }

  /** Whether the low half of a product would favour some numbers (Lemire 2019, doi:10.1145/3230636). */
  private static boolean biased(int low, int bound) {
    return Integer.compareUnsigned(low, Integer.remainderUnsigned(-bound, bound)) < 0;
  }

  @Override
  public long expectedCount() {
    return n;
  }
}
