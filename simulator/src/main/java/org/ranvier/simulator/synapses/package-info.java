/** Storage and delivery of synapses. */
@NullMarked
package org.ranvier.simulator.synapses;

import org.jspecify.annotations.NullMarked;
