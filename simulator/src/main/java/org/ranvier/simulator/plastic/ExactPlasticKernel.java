package org.ranvier.simulator.plastic;

import java.util.List;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A learning rule at the synapses of one projection that end at one worker's neurons in continuous time: {@link PlasticKernel} with
 * real times in place of steps, and the same conventions. A synapse sees a spike of its source at {@code t + axonal} and one of its
 * target at {@code t + dendritic}. When a spike is delivered, {@link #deliver} first goes through the target's spikes that reached the
 * synapse in {@code (previous arrival, this arrival]}, and then lets the source's spike act, for which the target's spikes strictly
 * before it count.
 *
 * <p>What a post-synaptic spike does may depend on the synapse's state, the spike and what went before only, never on when it is
 * computed.
 */
public interface ExactPlasticKernel {
  /** The time of a spike that never was. */
  double NEVER = PostTimes.NEVER;

  /** Number of values that are kept for each source neuron. */
  int sourceValues();

  /**
   * Sets the values of a source before the simulation.
   *
   * @return the time of a spike before it, {@link #NEVER} if there was none
   */
  double startSource(double[] values, int at);

  /**
   * Changes the values of a source that fires.
   *
   * @param at where its values begin
   * @param intervalMs since its spike before, infinite if there was none
   */
  void sourceFires(double[] values, int at, double intervalMs);

  /**
   * Lets a spike of a source act on its synapses.
   *
   * @param delivered what each of them delivers, from index 0 on
   */
  void deliver(PlasticSynapses synapses, ExactEvent event, double[] delivered);

  /**
   * Takes account of the target's spikes that reached the synapses at or before {@code untilMs}; {@code event.spike} means nothing.
   *
   * @param untilMs before any spike of the source that has not been delivered reaches the synapse
   */
  void catchUp(PlasticSynapses synapses, ExactEvent event, double untilMs);

  /**
   * Brings copies of synapses to a moment, for reading: {@link #catchUp}, and where weights change between events, what has
   * changed since the last one.
   */
  default void present(PlasticSynapses copies, ExactEvent event, double nowMs) {
    catchUp(copies, event, nowMs);
  }

  /** Whether weights change between events. */
  default boolean accrues() {
    return false;
  }

  /**
   * As {@link #present}, for weights that change between events, but without their bounds, so that the difference is what a weight has
   * gained since its stored state.
   */
  default void accrue(PlasticSynapses copies, ExactEvent event, double nowMs) {
    present(copies, event, nowMs);
  }

  /** After so many ms without one, {@link #catchUp} must be called. */
  default double longestRestMs() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * Takes note of halts of learning; see {@link PlasticKernel#heeds}.
   *
   * @return whether the kernel heeds them by itself
   */
  default boolean heeds(Halts halts) {
    return false;
  }

  /** Delivers a spike of a source by the weights as they are. */
  default void transmit(PlasticSynapses synapses, ExactEvent event, double[] delivered) {
    for (int q = event.begin; q < event.end; q++) {
      delivered[q - event.begin] = synapses.weight(q);
    }
  }

  /**
   * What a kernel knows of its part of a projection.
   *
   * @param projection its name
   * @param target index of the target population
   * @param firstTarget index in its population of the first local target
   * @param reachSteps steps from a spike to its last arrival, and the longest epoch: what has not been swept reaches back no further than that
   *     beyond the {@linkplain #longestRestMs longest rest}
   * @param sign of the weights, 1 or -1; 0 where they are mixed
   * @param narrow whether targets take 2 bytes
   * @param wide whether weights take 8 bytes
   * @param post the targets' spikes, with a trace for each of {@link PlasticRule#postTausMs}
   * @param delays of the synapses
   * @param fields what neurons and synapses share beside spikes; they have gone on to the end of the interval whose events are computed
   */
  record Context(
      String projection, long seed, TimeGrid grid, int target, int firstTarget, long reachSteps, int sign, boolean narrow, boolean wide,
      PostTimes post, ExactDelays delays, List<Field> fields) {}
}
