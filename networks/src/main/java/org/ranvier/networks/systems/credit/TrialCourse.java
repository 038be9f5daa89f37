package org.ranvier.networks.systems.credit;

/**
 * What a network did in a trial, step by step.
 *
 * @param z activities or spikes, [step][unit]; those of step 0 are 0
 * @param h derivatives of these by the potentials
 * @param output logits, [step][class]
 */
record TrialCourse(double[][] z, double[][] h, double[][] output) {}
