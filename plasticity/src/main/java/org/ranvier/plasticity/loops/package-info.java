/** The loops that carry learning rules over the synapses of a spike; each rule runs in a class of its own. */
@NullMarked
package org.ranvier.plasticity.loops;

import org.jspecify.annotations.NullMarked;
