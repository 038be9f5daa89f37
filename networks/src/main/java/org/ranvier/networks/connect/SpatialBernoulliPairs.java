package org.ranvier.networks.connect;

import org.ranvier.networks.space.Displacements;
import org.ranvier.simulator.random.RandomKey;

/**
 * Pairs of {@link ConnectionRule.SpatialBernoulli}. The uniform number of a pair is a function of its source and target alone, so
 * that it does not matter which pairs are looked at, or when.
 */
final class SpatialBernoulliPairs implements PairSource {
  private static final int SAMPLE = 64;

  private final Candidates candidates;
  private final NeuronSet targets;
  private final long key;
  private final long expected;

  SpatialBernoulliPairs(Candidates candidates, NeuronSet targets, long key) {
    this.candidates = candidates;
    this.targets = targets;
    this.key = key;
    expected = estimate();
  }

  @Override
  public void write(int from, int to, SynapseWriter writer) {
    var search = candidates.new Search();
    var connected = new IndexSet(candidates.population());
    int[] sources = new int[candidates.population()];
    for (int k = targets.countBelow(from); k < targets.countBelow(to); k++) {
      int target = targets.get(k);
      writer.begin(target);
      search.forEach(target, this::uniform, (d, p) -> connect(d, p, search.thresholds, connected));
      int n = connected.drain(sources);
      for (int s = 0; s < n; s++) {
        writer.add(sources[s], target);
      }
    }
  }

  private static void connect(Displacements d, double[] p, double[] uniform, IndexSet connected) {
    for (int k = 0; k < d.size; k++) {
      if (uniform[k] < p[k]) {
        connected.add(d.source[k]);
      }
    }
  }

  private void uniform(Displacements pairs, int target, double[] uniform) {
    long first = key + ((long) target << 32) * RandomKey.GAMMA;
    for (int k = 0; k < pairs.size; k++) {
      uniform[k] = (RandomKey.mix(first + pairs.source[k] * RandomKey.GAMMA) >>> 11) * 0x1.0p-53;
    }
  }

  /** The mean number of sources of some targets, for all. */
  private long estimate() {
    int n = Math.min(SAMPLE, targets.size());
    double[] sum = {0};
    var search = candidates.new Search();
    for (int j = 0; j < n; j++) {
      int target = targets.get((int) ((long) j * targets.size() / n));
      search.forEach(
          target,
          (pairs, t, thresholds) -> java.util.Arrays.fill(thresholds, 0, pairs.size, 0),
          (d, p) -> {
            for (int k = 0; k < d.size; k++) {
              sum[0] += p[k];
            }
          });
    }
    return n == 0 ? 0 : Math.round(sum[0] / n * targets.size());
  }

  @Override
  public long expectedCount() {
    return expected;
  }
}
