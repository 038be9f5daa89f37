/** What drives a network: sources of spikes that are populations, and drives and currents that act on one. */
@NullMarked
package org.ranvier.neuronmodels.stimuli;

import org.jspecify.annotations.NullMarked;
