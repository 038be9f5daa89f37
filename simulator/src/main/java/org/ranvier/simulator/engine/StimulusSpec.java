package org.ranvier.simulator.engine;

import org.ranvier.simulator.kernel.StimulusKernel;

/**
 * A stimulus that acts on the inputs of a population.
 *
 * @param target index of the population
 * @param usesCurrent whether it sets the neurons' external current
 * @param wide whether it adds to inputs of 8 bytes in place of 4
 * @param maker makes it for each slice
 */
public record StimulusSpec(int target, boolean usesCurrent, boolean wide, StimulusKernel.Maker maker) {
  /** A stimulus that sets the current or adds to inputs of 4 bytes. */
  public StimulusSpec(int target, boolean usesCurrent, StimulusKernel.Maker maker) {
    this(target, usesCurrent, false, maker);
  }
}
