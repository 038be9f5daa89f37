package org.ranvier.networks.connect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.synapses.SynapseBatch;

/** The synapses that a projection yields. */
record Drawn(List<Synapse> synapses) {
  record Synapse(int source, int target, int delay, float weight) {}

  static final Sampler NORMAL_WEIGHT = new Sampler.Normal(50, 20, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  static final Sampler NORMAL_DELAY = new Sampler.Normal(1.5, 0.75, 0.1, 10);

  static Projector projector(long seed, ConnectionRule rule, NeuronSet sources, NeuronSet targets, boolean same) {
    return projector(seed, rule, sources, targets, same, NORMAL_WEIGHT, NORMAL_DELAY);
  }

  static Projector projector(
      long seed, ConnectionRule rule, NeuronSet sources, NeuronSet targets, boolean same, Sampler weight, Sampler delay) {
    int min = (int) Math.round(delay.min() * 10);
    int max = (int) Math.round(delay.max() * 10);
    return new Projector("projection p", rule, sources, targets, same, null, SynapseValues.of(seed, "p", weight, delay, 0.1, min, max));
  }

  /** Of a population of {@code size} neurons, in parts that begin at these multiples of a target block. */
  static Drawn of(Projector projector, int size, int... blocks) {
    return of(projector, true, size, blocks);
  }

  static Drawn of(Projector projector, boolean withWeights, int size, int... blocks) {
    var all = new ArrayList<Synapse>();
    var batch =
        new SynapseBatch(
            b -> {
              for (int k = 0; k < b.size; k++) {
                all.add(new Synapse(b.source[k], b.target[k], b.delay[k], withWeights ? (float) b.weight[k] : 0));
              }
            });
    int from = 0;
    for (int part = 0; part <= blocks.length; part++) {
      int to = part == blocks.length ? size : Math.min(size, blocks[part] * Projector.TARGET_BLOCK);
      projector.generate(from, to, batch, withWeights);
      batch.flush();
      from = to;
    }
    return new Drawn(all);
  }

  /** The synapses of each target in their order, which fixes the order of its sums. */
  TreeMap<Integer, List<Synapse>> byTarget() {
    var of = new TreeMap<Integer, List<Synapse>>();
    synapses.forEach(s -> of.computeIfAbsent(s.target(), t -> new ArrayList<>()).add(s));
    return of;
  }

  long[] inDegrees(int size) {
    long[] degrees = new long[size];
    synapses.forEach(s -> degrees[s.target()]++);
    return degrees;
  }

  long[] outDegrees(int size) {
    long[] degrees = new long[size];
    synapses.forEach(s -> degrees[s.source()]++);
    return degrees;
  }

  boolean hasAutapses() {
    return synapses.stream().anyMatch(s -> s.source() == s.target());
  }

  boolean hasMultapses() {
    var pairs = new HashSet<Long>();
    return synapses.stream().anyMatch(s -> !pairs.add((long) s.source() << 32 | s.target()));
  }

  /** How many times each number below {@code classes} occurs. */
  static long[] histogram(long[] numbers, int classes) {
    long[] seen = new long[classes];
    for (long n : numbers) {
      seen[(int) Math.min(n, classes - 1)]++;
    }
    return seen;
  }
}
