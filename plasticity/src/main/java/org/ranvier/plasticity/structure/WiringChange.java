package org.ranvier.plasticity.structure;

import java.util.BitSet;

/**
 * Which synapses go and between which neurons new ones come.
 *
 * @param pruned places in the table of synapses
 * @param sources of the new ones
 * @param targets of the new ones, ascending
 */
public record WiringChange(BitSet pruned, int[] sources, int[] targets) {
  public boolean isEmpty() {
    return pruned.isEmpty() && sources.length == 0;
  }
}
