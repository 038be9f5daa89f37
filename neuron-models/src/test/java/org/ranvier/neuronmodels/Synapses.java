package org.ranvier.neuronmodels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** A given list of synapses. */
public record Synapses(List<Synapse> list) implements SynapseGenerator {
  /** One of them. */
  public record Synapse(int source, int target, int delay, float weight) {}

  public static Synapses of(Synapse... synapses) {
    return new Synapses(Arrays.stream(synapses).sorted(Comparator.comparingInt(Synapse::target)).toList());
  }

  @Override
  public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
    for (Synapse s : list) {
      if (s.target >= from && s.target < to) {
        batch.makeRoom();
        batch.source[batch.size] = s.source;
        batch.target[batch.size] = s.target;
        batch.delay[batch.size] = s.delay;
        batch.weight[batch.size] = s.weight;
        batch.size++;
      }
    }
  }

  @Override
  public DelayRange delays() {
    int min = list.stream().mapToInt(Synapse::delay).min().orElse(1);
    int max = list.stream().mapToInt(Synapse::delay).max().orElse(1);
    return new DelayRange(min, max, (int) list.stream().mapToInt(Synapse::delay).distinct().count());
  }

  @Override
  public long expectedCount() {
    return list.size();
  }

  @Override
  public WeightSign weightSign() {
    return list.stream().allMatch(s -> s.weight >= 0)
        ? WeightSign.POSITIVE
        : list.stream().allMatch(s -> s.weight < 0) ? WeightSign.NEGATIVE : WeightSign.MIXED;
  }
}
