package org.ranvier.networks;

/**
 * A readout as it is now.
 *
 * @param outputs the present outputs
 * @param losses of the intervals between updates so far
 * @param weights [output][neuron]; an update at the end of an interval shows in the step after
 * @param feedback weights by which errors are fed back, [output][neuron]
 * @param gradient of the weights, since the last update, [output][neuron]
 */
public record ReadoutState(double[] outputs, double[] losses, double[][] weights, double[][] feedback, double[][] gradient) {}
