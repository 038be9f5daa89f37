package org.ranvier.networks.connect;

import org.ranvier.simulator.random.RandomStream;

/** Pairs of {@link ConnectionRule.PairwiseBernoulli}: for each target, the gaps between connected sources are geometric. */
record BernoulliPairs(double p, NeuronSet sources, NeuronSet targets, int skippedSelves) implements PairSource {
  @Override
  public void write(int from, int to, SynapseWriter writer) {
    boolean skipSelf = skippedSelves > 0;
    double scale = 1 / Math.log1p(-p); // 0 for p = 1, where every gap is 0
    for (int k = targets.countBelow(from); k < targets.countBelow(to); k++) {
      int target = targets.get(k);
      RandomStream random = writer.begin(target);
      if (p == 0) {
        continue;
      }
      for (long s = gap(random, scale); s < sources.size(); s += 1 + gap(random, scale)) {
        int source = sources.get((int) s);
        if (!skipSelf || source != target) {
          writer.add(source, target);
        }
      }
    }
  }

  private static long gap(RandomStream random, double scale) {
    return (long) Math.min(1L << 40, Math.log(random.nextPositiveDouble()) * scale);
  }

  @Override
  public long expectedCount() {
    return Math.round(p * ((double) sources.size() * targets.size() - skippedSelves));
  }
}
