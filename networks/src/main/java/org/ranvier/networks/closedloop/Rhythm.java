package org.ranvier.networks.closedloop;

/**
 * What a stimulator's controller knows of the rhythm that it shall weaken.
 *
 * @param timeMs now
 * @param power smoothed, of each neuron in the mean or of all together, in (spikes/s)²
 * @param amplitude of the population's rate now, in spikes/s
 * @param phase of it in rad, 0 where the rate is greatest
 * @param centreHz middle of the band
 */
public record Rhythm(double timeMs, double power, double amplitude, double phase, double centreHz) {}
