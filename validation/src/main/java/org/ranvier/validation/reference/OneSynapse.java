package org.ranvier.validation.reference;

import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** One synapse from the one neuron of a population to that of another. */
record OneSynapse(double weight, int delaySteps) implements SynapseGenerator {
  @Override
  public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
    batch.makeRoom();
    batch.source[batch.size] = 0;
    batch.target[batch.size] = 0;
    batch.delay[batch.size] = delaySteps;
    batch.weight[batch.size] = weight;
    batch.size++;
  }

  @Override
  public DelayRange delays() {
    return new DelayRange(delaySteps, delaySteps, 1);
  }

  @Override
  public long expectedCount() {
    return 1;
  }

  @Override
  public WeightSign weightSign() {
    return weight >= 0 ? WeightSign.POSITIVE : WeightSign.NEGATIVE;
  }
}
