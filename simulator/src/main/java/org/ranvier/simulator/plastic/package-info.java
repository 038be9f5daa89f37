/** Synapses that change: their storage, what is known of spikes on both sides, and the interface of learning rules. */
@NullMarked
package org.ranvier.simulator.plastic;

import org.jspecify.annotations.NullMarked;
