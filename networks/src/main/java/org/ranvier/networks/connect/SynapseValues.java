package org.ranvier.networks.connect;

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
}
