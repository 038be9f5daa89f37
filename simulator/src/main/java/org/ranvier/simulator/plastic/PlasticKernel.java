package org.ranvier.simulator.plastic;

import org.ranvier.simulator.state.Stateful;

/**
 * A learning rule at the synapses of one projection that end at one worker.
 *
 * <p>A synapse sees a spike of its source at {@code t + axonal} and one of its target at {@code t + dendritic}; the sum of both
 * delays is the time from soma to soma. Nothing is done between events: when a spike is delivered, {@link #deliver} first goes
 * through the target's spikes that reached the synapse in {@code (previous arrival, this arrival]}, then lets the source's spike
 * act on the weight, and then adds the weight to the target's input. Where a target's spike coincides with an earlier one of the
 * source, or where traces are asked for, strictly earlier spikes count (NEST's convention).
 *
 * <p>What a post-synaptic spike does may depend on the synapse's state, the spike and what went before only, never on when it is
 * computed: the engine may have it computed earlier by {@link #catchUp}, and no bit must change.
 */
public interface PlasticKernel extends Stateful {
  /** The interval of a source's first spike. */
  int FIRST = Integer.MAX_VALUE;

  /** Number of values that are kept for each source neuron. */
  int sourceValues();

  /**
   * Sets the values of a source before the simulation.
   *
   * @return the step of a spike before it, {@link Spikes#NEVER} if there was none
   */
  int startSource(double[] values, int at);

  /**
   * Changes the values of a source that fires.
   *
   * @param at where its values begin
   * @param interval steps since its spike before, {@link #FIRST} if there was none
   */
  void sourceFires(double[] values, int at, int interval);

  /**
   * Lets a spike of a source act on its synapses and delivers it. Spikes come in the order in which they are due, but for those that are read
   * {@linkplain PreEvent#ahead ahead}, of which nothing may stay but what the copies become.
   *
   * @param synapses of the projection, or a copy of some
   * @param input inputs of the target's receptor, from the first local neuron at {@code base} on
   */
  void deliver(PlasticSynapses synapses, PreEvent event, float[] input, int base);

  /**
   * Looks at the variables of the targets at the end of a step, when thresholds have been tested and resets made, and the {@link PostArchive} has the
   * spikes of the step. Called for each step from 1 on, after the step's deliveries, where the rule {@linkplain PlasticRule#targetVariables
   * reads any}.
   */
  default void observe(int step) {}

  /**
   * A target fires; its spike is the newest of the {@link PostArchive}, where the rule may {@linkplain PostArchive#setMark mark} it.
   *
   * @param neuron a local one
   */
  default void targetFires(int neuron, int step) {}

  /**
   * Takes account of the target's spikes that reached the synapses at or before {@code until}; {@code event.spike} means nothing.
   *
   * @param until a step before any spike of the source that has not been delivered reaches the synapse
   */
  void catchUp(PlasticSynapses synapses, PreEvent event, int until);

  /**
   * Brings copies of synapses to a moment, for reading: {@link #catchUp}, and where weights change between events, what has
   * changed since the last one.
   */
  default void present(PlasticSynapses copies, PreEvent event, int now) {
    catchUp(copies, event, now);
  }

  /**
   * As {@link #present}, for weights that change between events, but without their bounds, so that the difference is what a weight has
   * gained since its stored state. Weights that stay between events are left as they are.
   *
   * @return whether weights change between events
   */
  default boolean accrue(PlasticSynapses copies, PreEvent event, int now) {
    return false;
  }

  /** Its state has been put in, with the synapses and the {@link PostArchive}: makes anew what follows from them. */
  default void restored(int now) {}

  /** Whether spikes of sources count when they reach the target's soma, whatever part of the delay is dendritic. */
  default boolean atSoma() {
    return false;
  }

  /** After so many steps without one, {@link #catchUp} must be called. */
  default int longestRest() {
    return Integer.MAX_VALUE;
  }

  /**
   * One of the {@linkplain PlasticRule#sourceVariables variables} that depend on the source alone.
   *
   * @param values of the source after its last spike, from {@code at} on
   * @param steps since that spike reached the synapse, {@link #FIRST} if there was none
   */
  default double sourceVariable(int k, double[] values, int at, int steps) {
    throw new IllegalArgumentException("no variable " + k);
  }

  /** The factor on the weights of a fragment that short-term plasticity gives to this spike. */
  default double gain(PreEvent event) {
    return 1;
  }

  /**
   * Takes note of halts of learning, to which more may be added between two steps. While synapses do not learn, no bit of a weight changes, nor of what has been
   * learned otherwise; traces and eligibilities follow the spikes as ever.
   *
   * @return whether the kernel heeds them by itself, as one must whose weights change between events; otherwise it is not asked to learn in halts
   */
  default boolean heeds(Halts halts) {
    return false;
  }

  /** Delivers a spike of a source by the weights as they are. */
  default void transmit(PlasticSynapses synapses, PreEvent event, float[] input, int base) {
    double gain = gain(event);
    for (int q = event.begin; q < event.end; q++) {
      input[base + synapses.target(q)] += (float) (synapses.weight(q) * gain);
    }
  }
}
