package org.ranvier.networks.connect;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.random.RandomKey;

/**
 * Weights and delays of a projection, and the random keys of its synapses.
 *
 * @param weight in the receptor's unit
 * @param delay in ms; drawn delays are rounded to the grid
 * @param minDelaySteps the delay of a constant, or the least that drawn ones are moved to
 * @param maxDelaySteps the largest
 */
public record SynapseValues(
    Sampler weight,
    Sampler delay,
    double resolutionMs,
    int minDelaySteps,
    int maxDelaySteps,
    long pairKey,
    long delayKey,
    long weightKey) {

  public static SynapseValues of(
      long seed, String projection, Sampler weight, Sampler delay, double resolutionMs, int minDelaySteps, int maxDelaySteps) {
    return new SynapseValues(
        weight, delay, resolutionMs, minDelaySteps, maxDelaySteps,
        RandomKey.of(seed, "projection", projection, "pairs"),
        RandomKey.of(seed, "projection", projection, "delays"),
        RandomKey.of(seed, "projection", projection, "weights"));
  }

  /**
   * The same for synapses that come later.
   *
   * @param key of the moment
   * @param weights of them, null where they are the same
   */
  SynapseValues at(long key, @Nullable Sampler weights) {
    return new SynapseValues(
        weights == null ? weight : weights, delay, resolutionMs, minDelaySteps, maxDelaySteps, RandomKey.bits(key, -2), RandomKey.bits(key, -3),
        RandomKey.bits(key, -4));
  }
}
