/** Neurons integrated in continuous time: their events, their predicted spikes, and the rows of synapses that end at them. */
@NullMarked
package org.ranvier.simulator.exact;

import org.jspecify.annotations.NullMarked;
