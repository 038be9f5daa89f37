package org.ranvier.networks.systems.credit;

/**
 * What a network did in a trial, step by step.
 *
 * @param z activities or spikes, [step][unit]; those of step 0 are 0
 * @param active the units whose activity is not 0, by step
 * @param h derivatives of activities by the potentials
 * @param output logits, [step][class]
 */
record TrialCourse(double[][] z, int[][] active, double[][] h, double[][] output) {}
