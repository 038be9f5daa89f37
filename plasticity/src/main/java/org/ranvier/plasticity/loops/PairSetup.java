package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.weights.PairRule;

/**
 * What the JIT may take for constant in a {@link PairLoop}.
 *
 * @param amplitudes of triplets
 * @param spikeAtStart whether each source is taken to have fired at time 0, where only nearest spikes count (NEST's convention)
 * @param plain whether the whole weight is delivered
 * @param random whether chance decides if it is
 */
record PairSetup(
    Pairing pairing, PairRule rule, Triplets amplitudes, boolean spikeAtStart, boolean plain, boolean random, int sign,
    boolean narrow, boolean wide, boolean drawn) {}
