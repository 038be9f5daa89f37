package org.ranvier.networks.systems.distalreward;

import java.util.stream.IntStream;
import org.ranvier.networks.Weights;
import org.ranvier.simulator.RanvierException;

/** The synapse that a distal reward is about. */
public final class DesignatedSynapse {
  private DesignatedSynapse() {}

  /**
   * Where it is in the list: the first that does not lead back to its own neuron. Such a one would never be rewarded, for no spike of a neuron comes right after
   * itself, and its weight would rise without reward.
   *
   * @throws RanvierException if all synapses lead back
   */
  public static int of(Weights weights) {
    int[] sources = weights.sources();
    int[] targets = weights.targets();
    return IntStream.range(0, sources.length)
        .filter(k -> sources[k] != targets[k])
        .findFirst()
        .orElseThrow(() -> new RanvierException("no synapse can be the designated one: all " + sources.length + " lead from a neuron to itself"));
  }
}
