package org.ranvier.simulator.engine;

import java.util.List;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** Synapses written down one by one. How many are said to be expected chooses how rows are delivered and found, whatever their number. */
record ListedSynapses(List<Synapse> synapses, long expectedCount) implements SynapseGenerator {
  record Synapse(int source, int target, int delay, double weight) {}

  @Override
  public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
    for (Synapse s : synapses) {
      if (s.target >= from && s.target < to) {
        batch.makeRoom();
        batch.source[batch.size] = s.source;
        batch.target[batch.size] = s.target;
        batch.delay[batch.size] = s.delay;
        batch.weight[batch.size++] = withWeights ? s.weight : Float.NaN;
      }
    }
  }

  @Override
  public DelayRange delays() {
    var all = synapses.stream().mapToInt(Synapse::delay).summaryStatistics();
    return synapses.isEmpty() ? new DelayRange(1, 1, 1) : new DelayRange(all.getMin(), all.getMax(), 1);
  }

  @Override
  public WeightSign weightSign() {
    return synapses.stream().allMatch(s -> s.weight >= 0)
        ? WeightSign.POSITIVE
        : synapses.stream().allMatch(s -> s.weight < 0) ? WeightSign.NEGATIVE : WeightSign.MIXED;
  }
}
