/**
 * Spectra of spikes and of series: multitaper power, coherence and spectrograms, and a band-pass that a controller reads as a
 * run goes on. {@link org.ranvier.networks.spectra.Multitaper} is where to start.
 */
@NullMarked
package org.ranvier.networks.spectra;

import org.jspecify.annotations.NullMarked;
