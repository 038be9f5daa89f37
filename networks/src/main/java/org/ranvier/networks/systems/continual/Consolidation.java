package org.ranvier.networks.systems.continual;

import org.ranvier.networks.batched.BatchWeights;

/**
 * Synapses that were of use, while there was dopamine, become harder to change. Of use is what the gradient squared says,
 * low-passed: a synaptic tag,
 * as a share of the mean over the synapses, which compete for what makes them last. Dopamine turns tags into consolidation C,
 * and a synapse changes by
 * {@code 1/(1 + C)} of what it would.
 */
final class Consolidation {
  private static final float KEPT = 0.9f;

  private final float[] tag;
  private final float[] consolidated;

  Consolidation(BatchWeights weights) {
    tag = new float[weights.values().length];
    consolidated = new float[tag.length];
  }

  /** Tags synapses by the gradient of a batch, and lets the gradient move them as far as they still may. */
  void hold(float[] gradient) {
    for (int k = 0; k < tag.length; k++) {
      tag[k] = KEPT * tag[k] + (1 - KEPT) * gradient[k] * gradient[k];
      gradient[k] /= 1 + consolidated[k];
    }
  }

  /** Consolidates what is tagged, by so much for a mean tag. */
  void consolidate(double amount) {
    double sum = 0;
    for (float t : tag) {
      sum += t;
    }
    float each = (float) (amount / (sum / tag.length + 1e-30));
    for (int k = 0; k < tag.length; k++) {
      consolidated[k] += each * tag[k];
    }
  }
}
