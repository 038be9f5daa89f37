package org.ranvier.plasticity.modulation;

import org.ranvier.plasticity.receptors.ReceptorModel;

/**
 * A receptor of a network as {@link Modulation} builds it.
 *
 * @param name unique name
 * @param modulator to what it answers
 * @param everySteps at which multiples of steps its activation is brought up to date
 */
public record ReceptorPlan(String name, String modulator, ReceptorModel model, int everySteps) {}
