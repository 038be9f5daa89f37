package org.ranvier.networks.connect;

import static org.ranvier.simulator.synapses.SynapseGenerator.TARGET_BLOCK;

import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * Pairs of {@link ConnectionRule.FixedTotalNumber} with multapses: the synapses are first divided among blocks of targets
 * (multinomially, by halving), then each block draws its own. So no worker has to draw for another's targets.
 */
final class TotalNumberPairs implements PairSource {
  private final long n;
  private final NeuronSet sources;
  private final NeuronSet targets;
  private final boolean skipSelf;
  private final long[] ofBlock; // synapses by block of the population

  TotalNumberPairs(long n, NeuronSet sources, NeuronSet targets, boolean skipSelf, long key) {
    this.n = n;
    this.sources = sources;
    this.targets = targets;
    this.skipSelf = skipSelf;
    int blocks = targets.size() == 0 ? 0 : targets.get(targets.size() - 1) / TARGET_BLOCK + 1;
    ofBlock = new long[blocks];
    if (n > 0) {
      divide(0, blocks, n, new RandomStream(RandomKey.bits(key, 1)));
    }
  }

  /** Gives {@code count} synapses to the blocks {@code from … to - 1}. */
  private void divide(int from, int to, long count, RandomStream random) {
    if (to - from == 1) {
      ofBlock[from] = count;
    } else if (count > 0) {
      int mid = (from + to) >>> 1;
      double share = pairs(from, mid) / pairs(from, to);
      long left = Binomial.draw(random, count, share);
      divide(from, mid, left, random);
      divide(mid, to, count - left, random);
    }
  }

  /** Number of possible pairs with targets in these blocks. */
  private double pairs(int fromBlock, int toBlock) {
    int low = targets.countBelow(fromBlock * TARGET_BLOCK);
    int high = targets.countBelow(toBlock * TARGET_BLOCK);
    double pairs = (double) (high - low) * sources.size();
    if (skipSelf) {
      for (int k = low; k < high; k++) {
        pairs -= sources.contains(targets.get(k)) ? 1 : 0;
      }
    }
    return pairs;
  }

  @Override
  public void write(int from, int to, SynapseWriter writer) {
    int end = Math.min(ofBlock.length, (to + TARGET_BLOCK - 1) / TARGET_BLOCK);
    for (int b = from / TARGET_BLOCK; b < end; b++) {
      RandomStream random = writer.begin(b);
      int low = targets.countBelow(b * TARGET_BLOCK);
      int count = targets.countBelow((b + 1) * TARGET_BLOCK) - low;
      int all = sources.size();
      for (long k = 0; k < ofBlock[b]; k++) {
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
        } while (skipSelf && source == target);
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
