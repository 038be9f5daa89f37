package org.ranvier.plasticity;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** A given list of synapses. */
public record Wiring(List<Synapse> synapses) implements SynapseGenerator {
  /** One of them; delays in steps, {@code dendritic} used where it is drawn. */
  public record Synapse(int source, int target, int delay, int dendritic, double weight) {}

  public Wiring(List<Synapse> synapses) {
    this.synapses = synapses.stream().sorted(Comparator.comparingInt(Synapse::target)).toList();
  }

  static Dendrite anyDendrite(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Dendrite.ALL;
      case 1 -> Dendrite.axonal(random.nextInt(8));
      case 2 -> Dendrite.dendritic(1 + random.nextInt(8));
      default -> Dendrite.DRAWN;
    };
  }

  @Override
  public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
    for (Synapse s : synapses) {
      if (s.target >= from && s.target < to) {
        batch.makeRoom();
        batch.source[batch.size] = s.source;
        batch.target[batch.size] = s.target;
        batch.delay[batch.size] = s.delay;
        batch.dendritic[batch.size] = s.dendritic;
        batch.weight[batch.size++] = withWeights ? s.weight : Double.NaN;
      }
    }
  }

  @Override
  public DelayRange delays() {
    var all = synapses.stream().mapToInt(Synapse::delay).summaryStatistics();
    return synapses.isEmpty() ? new DelayRange(1, 1, 1) : new DelayRange(all.getMin(), all.getMax(), 1);
  }

  @Override
  public long expectedCount() {
    return synapses.size();
  }

  @Override
  public WeightSign weightSign() {
    return synapses.stream().allMatch(s -> s.weight >= 0)
        ? WeightSign.POSITIVE
        : synapses.stream().allMatch(s -> s.weight < 0) ? WeightSign.NEGATIVE : WeightSign.MIXED;
  }
}
