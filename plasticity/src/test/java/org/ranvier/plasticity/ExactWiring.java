package org.ranvier.plasticity;

import java.util.List;
import java.util.Optional;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** Given synapses with real delays. */
record ExactWiring(List<Synapse> synapses) implements SynapseGenerator {
  /** With the delay from soma to soma in ms. */
  record Synapse(int source, int target, double delay, double weight) {}

  @Override
  public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
    for (int target = from; target < to; target++) {
      for (Synapse s : synapses) {
        if (s.target == target) {
          batch.makeRoom();
          int k = batch.size++;
          batch.source[k] = s.source;
          batch.target[k] = target;
          batch.delay[k] = 1;
          if (batch.isExact()) {
            batch.exactDelay()[k] = s.delay;
            batch.exactWeight()[k] = s.weight;
          }
        }
      }
    }
  }

  @Override
  public DelayRange delays() {
    return new DelayRange(1, 1, 1);
  }

  @Override
  public Optional<ExactValues> exactValues() {
    var all = synapses.stream().mapToDouble(Synapse::delay).summaryStatistics();
    return Optional.of(new ExactValues(all.getMin(), all.getMax(), true));
  }

  @Override
  public long expectedCount() {
    return synapses.size();
  }

  @Override
  public WeightSign weightSign() {
    return synapses.getFirst().weight >= 0 ? WeightSign.POSITIVE : WeightSign.NEGATIVE;
  }
}
