package org.ranvier.neuronmodels.stimuli;

import org.ranvier.simulator.kernel.SliceKernel;

/** A kernel of sources that fire at given times, which may be replaced between two steps. */
public interface SpikeTrainKernel extends SliceKernel {
  /**
   * The sources fire at these times from now on; times that are over are passed over.
   *
   * @param timesMs for each neuron of the population
   * @param nowMs the time now
   * @throws org.ranvier.simulator.RanvierException if one of them is not above 0, or not on the grid where it must be
   */
  void setTimes(double[][] timesMs, double nowMs);
}
