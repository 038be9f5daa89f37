package org.ranvier.networks.closedloop;

import org.ranvier.networks.spectra.BandPass;
import org.ranvier.networks.spectra.NeuronBandPass;

/**
 * What a stimulator's controller knows of the rhythm that it shall weaken.
 *
 * @param timeMs now
 * @param power smoothed, mean over the neurons, in (spikes/s)²
 * @param amplitude of the population's rate now, in spikes/s
 * @param phase of it in rad, 0 where the rate is greatest
 * @param centreHz middle of the band
 */
public record Rhythm(double timeMs, double power, double amplitude, double phase, double centreHz) {
  /** The power of each neuron, and amplitude and phase of all. */
  public static Rhythm of(NeuronBandPass each, BandPass all, double timeMs, double centreHz) {
    return new Rhythm(timeMs, each.power(), all.amplitude(), all.phase(), centreHz);
  }
}
