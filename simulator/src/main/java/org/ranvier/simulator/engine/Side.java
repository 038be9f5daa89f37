package org.ranvier.simulator.engine;

import java.util.List;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.kernel.SliceKernel;
import org.ranvier.simulator.kernel.StimulusKernel;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** One worker's neurons that live in one time, with their stimuli and the synapses that end at them. */
interface Side {
  /** In which time they live. */
  Clock clock();

  /** Visits the synapses of a static projection that end here. */
  void visit(ProjectionSpec projection, SynapseVisitor visitor);

  /** Visits the kernels of a population. */
  void look(int population, SliceVisitor visitor);

  /** Lets the kernels of a population be changed, and lets others see what they are then. */
  void revise(int population, SliceVisitor visitor, long now);

  /**
   * Puts another kernel in the place of a stimulus.
   *
   * @param ofTarget which of those of its target it is
   */
  void replace(StimulusSpec stimulus, int ofTarget, double timeMs);

  /** Begins to sample. */
  void add(ProbeSpec probe);

  /** Advances to the end of the {@code k}-th step of an epoch, and puts the spikes of its neurons into {@code outbox}. */
  void step(long step, int k, int parity, Outbox outbox);

  /** Lists what neurons of a population and their stimuli go on from. */
  void neurons(int population, StatePort port);

  /** Lists what a slice and its stimuli go on from. */
  static void state(SliceKernel kernel, List<? extends StimulusKernel> stimuli, StatePort port) {
    kernel.state(port);
    for (int k = 0; k < stimuli.size(); k++) {
      stimuli.get(k).state(port.of("stimulus " + k));
    }
  }

  /** What has been built. */
  Built built();

  /** Spikes that have reached a synapse here. */
  long events();

  /** Throws if a state variable is not a finite number, or a potential so large that it can only be what a step has overshot to. */
  void checkFinite(long step);
}
