package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;

/**
 * What the JIT may take for constant in a {@link ThreeFactorLoop} or {@link ExactThreeFactorLoop}.
 *
 * @param rule what a pairing would do without a third factor
 * @param second whether there are two traces
 * @param nest whether events come in NEST's order
 * @param plain whether the whole weight is delivered
 * @param random whether it is delivered by chance
 * @param drawn whether dendritic delays are; on the grid
 */
record ThreeFactorSetup(
    PairRule rule, Bounds bounds, boolean second, boolean nest, boolean plain, boolean random, int sign, boolean narrow, boolean wide, boolean drawn) {}
