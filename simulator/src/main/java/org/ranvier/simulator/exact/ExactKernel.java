package org.ranvier.simulator.exact;

import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.kernel.Dynamics;
import org.ranvier.simulator.kernel.SliceKernel;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The dynamics of a slice of neurons in continuous time: arrays of state as of each neuron's last event, and the loop that
 * carries neurons through their events.
 *
 * <p>A neuron is touched only when an event reaches it or its predicted spike is due. What it does must not depend on when else
 * it is looked at: state moves at events and spikes only, so that results do not depend on how time is divided into epochs. Events
 * of one neuron at one and the same time count as one: their weights act together, and then the threshold is asked. A model whose
 * factory {@linkplain Factory#isOrdered says so} takes them one after the other in the order in which they were sent. Where a predicted spike and an
 * event fall on the same time, the spike comes first.
 */
public interface ExactKernel extends SliceKernel {
  /** When each neuron will fire if nothing reaches it, in ms; infinite where it will not. Not a copy. */
  double[] due();

  /** The state variables: until {@link #start} those to be initialised, afterwards a copy of what they were at each neuron's last event. */
  @Override
  State state();

  /** Predicts the first spikes, from the initial state at time 0. Called once, before anything else. */
  void start();

  /**
   * Carries touched neurons through their events and up to {@code events.until}, reports their spikes in order of time, and
   * predicts the next ones, which it enters in {@link #due} and notes by {@link EventBatch#change}.
   *
   * @param events of which the touched neurons {@code from … to - 1} belong to this slice
   */
  void advance(EventBatch events, int from, int to, ExactSpikes spikes);

  /**
   * Says what the state variables of a neuron are at a time, without changing anything.
   *
   * @param timeMs not before the neuron's last event, nor after its predicted spike
   * @param into {@code [variable][neuron]}, in the order of {@link #state}
   */
  void present(int neuron, double timeMs, double[][] into);

  /** Whether a neuron that was touched may have had a state that is not finite. */
  boolean isSuspect();

  /**
   * Tells which number a spike of the slice has in the order in which all spikes of the network are sent, after the epoch in which it was
   * fired. Called only in networks with a model for which that order {@linkplain Factory#isOrdered matters}.
   */
  default void sent(int neuron, long number) {}

  /** Makes the kernel of one worker's slice; a population whose factory this is lives in continuous time. */
  @FunctionalInterface
  interface Factory extends Dynamics {
    ExactKernel create(ExactContext slice);

    @Override
    default Clock clock() {
      return Clock.EXACT;
    }

    @Override
    default ExactKernel trial(String population, int receptors, TimeGrid grid) {
      return create(new ExactContext(population, 0, 1, 16, 0, grid));
    }

    /** Whether it matters to the model in which order events of one time were sent. */
    default boolean isOrdered() {
      return false;
    }
  }
}
