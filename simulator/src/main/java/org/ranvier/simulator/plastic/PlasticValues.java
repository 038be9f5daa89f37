package org.ranvier.simulator.plastic;

import org.ranvier.simulator.time.TimeGrid;

/** All synapses of a plastic projection with a value as of now, in the same order for any number of workers: by source, then delay, then target. */
public interface PlasticValues {
  int size();

  /** Indices in the source population; not a copy. */
  int[] sources();

  /** Indices in the target population; not a copy. */
  int[] targets();

  /** Delays from soma to soma in ms. */
  double[] delaysMs(TimeGrid grid);

  /** The values; not a copy. */
  double[] values();

  /** Makes these the weights from now on, in the order of the table. */
  void write(double[] weights);
}
