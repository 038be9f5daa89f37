/** What neurons and synapses share beside spikes: the interface of neuromodulators and the like. */
@NullMarked
package org.ranvier.simulator.fields;

import org.jspecify.annotations.NullMarked;
