/** Synapses that change, on neurons in continuous time: their storage, and the spikes that are on their way to them. */
@NullMarked
package org.ranvier.simulator.exact.plastic;

import org.jspecify.annotations.NullMarked;
