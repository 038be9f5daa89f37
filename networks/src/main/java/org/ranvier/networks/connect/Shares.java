package org.ranvier.networks.connect;

import static org.ranvier.simulator.synapses.SynapseGenerator.TARGET_BLOCK;

import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * How a total number of synapses falls to blocks of targets and to single targets. The targets are halved again and again, and
 * at each halving a draw says how many synapses end in the first half. So each worker can draw the synapses of its own targets
 * and no others.
 */
final class Shares {
  /** Draws how many of {@code n} synapses fall to the first of two parts with so many possible pairs. */
  @FunctionalInterface
  interface Split {
    /** Synapses that may repeat a pair. */
    Split REPEATING = (random, n, first, second) -> Binomial.draw(random, n, (double) first / (first + second));

    /** Synapses of different pairs. */
    Split DISTINCT = Hypergeometric::draw;

    long draw(RandomStream random, long n, long first, long second);
  }

  private final NeuronSet sources;
  private final NeuronSet targets;
  private final boolean skipSelf;
  private final Split split;
  private final long key;
  private final long[] ofBlock; // synapses by block of the population

  Shares(long n, NeuronSet sources, NeuronSet targets, boolean skipSelf, Split split, long key) {
    this.sources = sources;
    this.targets = targets;
    this.skipSelf = skipSelf;
    this.split = split;
    this.key = RandomKey.bits(key, 2);
    int blocks = targets.size() == 0 ? 0 : targets.get(targets.size() - 1) / TARGET_BLOCK + 1;
    ofBlock = new long[blocks];
    divideBlocks(0, blocks, n, new RandomStream(RandomKey.bits(key, 1)));
  }

  /** Number of the block that comes after the last one with targets. */
  int blocks() {
    return ofBlock.length;
  }

  long ofBlock(int block) {
    return ofBlock[block];
  }

  /** Synapses of each target of a block, in the order of the target set. */
  int[] ofTargets(int block) {
    int low = targets.countBelow(block * TARGET_BLOCK);
    int[] shares = new int[targets.countBelow((block + 1) * TARGET_BLOCK) - low];
    divideTargets(low, 0, shares.length, ofBlock[block], shares, new RandomStream(key, block));
    return shares;
  }

  private void divideBlocks(int from, int to, long n, RandomStream random) {
    if (n > 0 && to - from == 1) {
      ofBlock[from] = n;
    } else if (n > 0) {
      int mid = (from + to) >>> 1;
      long first = split.draw(random, n, pairs(start(from), start(mid)), pairs(start(mid), start(to)));
      divideBlocks(from, mid, first, random);
      divideBlocks(mid, to, n - first, random);
    }
  }

  private void divideTargets(int low, int from, int to, long n, int[] shares, RandomStream random) {
    if (n > 0 && to - from == 1) {
      shares[from] = (int) n;
    } else if (n > 0) {
      int mid = (from + to) >>> 1;
      long first = split.draw(random, n, pairs(low + from, low + mid), pairs(low + mid, low + to));
      divideTargets(low, from, mid, first, shares, random);
      divideTargets(low, mid, to, n - first, shares, random);
    }
  }

  private int start(int block) {
    return targets.countBelow(block * TARGET_BLOCK);
  }

  /** Number of possible pairs with the targets {@code from … to - 1} of the set. */
  private long pairs(int from, int to) {
    long pairs = (long) (to - from) * sources.size();
    if (skipSelf) {
      for (int k = from; k < to; k++) {
        pairs -= sources.contains(targets.get(k)) ? 1 : 0;
      }
    }
    return pairs;
  }
}
