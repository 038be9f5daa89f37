package org.ranvier.simulator.engine;

import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * A static projection as the engine sees it.
 *
 * @param name for messages
 * @param source index of the source population
 * @param target index of the target population
 * @param receptor where its synapses end
 * @param generator makes its synapses
 * @param wide whether weights take 8 bytes, and are summed in 8, in place of 4
 * @param procedural whether rows are drawn at each spike and not stored: its generator makes {@linkplain SynapseGenerator#rows rows}, weights take
 *     4 bytes, targets are on the grid, and so it is with all projections with the same source and target
 */
public record ProjectionSpec(String name, int source, int target, ReceptorChoice receptor, SynapseGenerator generator, boolean wide, boolean procedural) {
  /** A projection that is stored. */
  public ProjectionSpec(String name, int source, int target, ReceptorChoice receptor, SynapseGenerator generator, boolean wide) {
    this(name, source, target, receptor, generator, wide, false);
  }

  /** A projection whose weights take 4 bytes. */
  public ProjectionSpec(String name, int source, int target, ReceptorChoice receptor, SynapseGenerator generator) {
    this(name, source, target, receptor, generator, false);
  }
}
